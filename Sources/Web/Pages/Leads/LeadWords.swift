import CallRules
import Store

/// The words of the list and of the card.
enum LeadWords {
    static let title = Sentence(uk: "Ліди", en: "Leads")
    static let newTitle = Sentence(uk: "Новий лід", en: "New lead")
    static let add = Sentence(uk: "Новий лід", en: "New lead")
    static let edit = Sentence(uk: "Редагувати", en: "Edit")
    static let searchFor = Sentence(
        uk: "Назва, номер або зовнішній ID", en: "Name, number or external ID")
    static let any = Sentence(uk: "усі", en: "any")
    static let state = Sentence(uk: "Стан", en: "State")
    static let open = Sentence(uk: "у роботі", en: "open")
    static let closed = Sentence(uk: "закриті", en: "closed")
    static let all = Sentence(uk: "Показати всіх лідів", en: "Show all leads")
    static let name = Sentence(uk: "Назва", en: "Name")
    static let phone = Sentence(uk: "Номер", en: "Number")
    static let phones = Sentence(uk: "Номери", en: "Numbers")
    static let status = Sentence(uk: "Статус", en: "Status")
    static let source = Sentence(uk: "Джерело", en: "Source")
    static let responsible = Sentence(uk: "Відповідальний", en: "Responsible")
    static let created = Sentence(uk: "Створено", en: "Created")
    static let older = Sentence(uk: "Раніше", en: "Older")
    static let newest = Sentence(uk: "Найновіші", en: "Newest")
    static let pages = Sentence(uk: "Сторінки", en: "Pages")
    static let nobody = Sentence(uk: "Лідів ще немає", en: "There are no leads yet")
    static let nobodyNext = Sentence(
        uk: "Вони з’являться з дзвінків, щойно адміністратор увімкне правила в налаштуваннях.",
        en: "They will come from calls as soon as an administrator switches rules on.")
    static let nobodyFound = Sentence(uk: "Нікого не знайдено", en: "Nobody was found")
    static let nobodyFoundNext = Sentence(
        uk: "Спробуйте частину назви або кілька цифр номера.",
        en: "Try part of the name, or some digits of the number.")
    static let origin = Sentence(uk: "Звідки лід", en: "Where it came from")
    static let madeByCall = Sentence(uk: "Відкрити цей дзвінок", en: "Open this call")
    static let calls = Sentence(uk: "Дзвінки", en: "Calls")
    static let noCalls = Sentence(uk: "Дзвінків ще немає", en: "There are no calls yet")
    static let noCallsNext = Sentence(
        uk: "Дзвінки з цих номерів і на ці номери з’являться тут.",
        en: "Calls from and to these numbers will appear here.")

    static func made(_ origin: Lead.Origin) -> Sentence {
        switch origin {
        case .telephony: Sentence(uk: "Створено дзвінком", en: "Made by a call")
        case .manual: Sentence(uk: "Створено співробітником", en: "Made by an employee")
        case .api: Sentence(uk: "Створено через CRM", en: "Made by the CRM")
        }
    }

    // The card and its form

    static let phonesHelp = Sentence(
        uk: """
            У будь-якому записі. Давніші дзвінки нового номера, які ще без ліда, стануть дзвінками \
            цього ліда.
            """,
        en: """
            In any spelling. Older calls of a new number that have no lead yet become calls of this \
            lead.
            """)
    static let nobodyResponsible = Sentence(uk: "ніхто", en: "nobody")
    static let noSource = Sentence(uk: "не вказано", en: "not said")
    static let externalID = Sentence(uk: "Зовнішній ID", en: "External ID")
    static let externalIDHelp = Sentence(
        uk: "Номер ліда в CRM, якщо є.", en: "The number of the lead in the CRM, if there is one.")
    static let changeStatus = Sentence(uk: "Змінити статус", en: "Change status")
    static let others = Sentence(uk: "Ще з цими номерами", en: "Others with these numbers")
    static let turns = Sentence(uk: "Черга розподілу", en: "Turns of the distribution")
    static let nobodyGotIt = Sentence(uk: "Ніхто", en: "Nobody")
    static let skippedNobody = Sentence(uk: "нікого не пропущено", en: "nobody was passed over")
    static let sharedHelp = Sentence(
        uk: "Новий дзвінок зі спільного номера належить найновішому відкритому лідові.",
        en: "A new call from a shared number belongs to the newest open lead.")
    static let deleteLink = Sentence(uk: "Видалити ліда", en: "Delete the lead")

    static func mode(_ mode: DistributionMode) -> Sentence { SettingValue.name(of: mode) }

    static func skipped(_ why: Turn.Why) -> Sentence {
        switch why {
        case .offline: Sentence(uk: "не в мережі", en: "offline")
        case .paused: Sentence(uk: "на паузі", en: "paused")
        case .laterTurn: Sentence(uk: "черга пізніше", en: "a later turn")
        }
    }

    static func deletion(calls: Int, _ say: Voice) -> Sentence {
        let counted = say(calls, .calls)
        return Sentence(
            uk: "У журналі залишиться без ліда: \(counted). Скасувати це не можна.",
            en: "In the journal stay without a lead: \(counted). This cannot be undone.")
    }

    /// What becomes of two leads.
    static func merge(of own: LeadCard, with other: LeadCard, _ say: Voice) -> [Sentence] {
        let together = own.lead.details.merged(with: other.lead.details)
        let ids = [own, other].compactMap(\.lead.details.externalID)
        return [
            MergeWords.keepsItsOwn, MergeWords.phones(together.phones),
            MergeWords.calls(own.calls + other.calls, say),
        ] + (ids.count > 1 ? [MergeWords.loses(ids)] : []) + [MergeWords.goneForGood]
    }
}
