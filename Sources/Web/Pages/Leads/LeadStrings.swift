import CallRules
import Store

/// The words of the list and of the card.
enum LeadStrings {
    static let title = LocalizedText(uk: "Ліди", en: "Leads")
    static let newTitle = LocalizedText(uk: "Новий лід", en: "New lead")
    static let add = LocalizedText(uk: "Новий лід", en: "New lead")
    static let edit = LocalizedText(uk: "Редагувати", en: "Edit")
    static let searchFor = LocalizedText(
        uk: "Назва, номер або зовнішній ID", en: "Name, number or external ID")
    static let any = LocalizedText(uk: "усі", en: "all")
    static let state = LocalizedText(uk: "Стан", en: "State")
    static let open = LocalizedText(uk: "у роботі", en: "open")
    static let closed = LocalizedText(uk: "закриті", en: "closed")
    static let all = LocalizedText(uk: "Показати всіх лідів", en: "Show all leads")
    static let name = LocalizedText(uk: "Назва", en: "Name")
    static let phone = LocalizedText(uk: "Номер", en: "Number")
    static let phones = LocalizedText(uk: "Номери", en: "Numbers")
    static let status = LocalizedText(uk: "Статус", en: "Status")
    static let source = LocalizedText(uk: "Джерело", en: "Source")
    static let responsible = LocalizedText(uk: "Відповідальний", en: "Responsible")
    static let created = LocalizedText(uk: "Створено", en: "Created")
    static let older = LocalizedText(uk: "Раніше", en: "Earlier")
    static let newest = LocalizedText(uk: "Найновіші", en: "Newest")
    static let pages = LocalizedText(uk: "Сторінки", en: "Pages")
    static let nobody = LocalizedText(uk: "Лідів ще немає", en: "There are no leads yet")
    static let nobodyNext = LocalizedText(
        uk: "Вони з’являться з дзвінків, щойно адміністратор увімкне правила в налаштуваннях.",
        en: "They will come from calls as soon as an administrator switches rules on.")
    static let nobodyFound = LocalizedText(uk: "Нікого не знайдено", en: "Nobody was found")
    static let nobodyFoundNext = LocalizedText(
        uk: "Спробуйте частину назви або кілька цифр номера.",
        en: "Try part of the name, or some digits of the number.")
    static let origin = LocalizedText(uk: "Звідки лід", en: "Where it came from")
    static let madeByCall = LocalizedText(uk: "Відкрити цей дзвінок", en: "Open this call")
    static let calls = LocalizedText(uk: "Дзвінки", en: "Calls")
    static let noCalls = LocalizedText(uk: "Дзвінків ще немає", en: "There are no calls yet")
    static let noCallsNext = LocalizedText(
        uk: "Дзвінки з цих номерів і на ці номери з’являться тут.",
        en: "Calls from and to these numbers will appear here.")

    static func made(_ origin: Lead.Origin) -> LocalizedText {
        switch origin {
        case .telephony: LocalizedText(uk: "Створено дзвінком", en: "Created by a call")
        case .manual: LocalizedText(uk: "Створено співробітником", en: "Created by an employee")
        case .api: LocalizedText(uk: "Створено через CRM", en: "Created through the CRM")
        }
    }

    // The card and its form

    static let phonesHelp = LocalizedText(
        uk: """
            У будь-якому записі. Давніші дзвінки нового номера, які ще без ліда, стануть дзвінками \
            цього ліда.
            """,
        en: """
            In any spelling. Older calls of a new number that have no lead yet become calls of this \
            lead.
            """)
    static let nobodyResponsible = LocalizedText(uk: "ніхто", en: "nobody")
    static let noSource = LocalizedText(uk: "не вказано", en: "not said")
    static let externalID = LocalizedText(uk: "Зовнішній ID", en: "External ID")
    static let externalIDHelp = LocalizedText(
        uk: "Номер ліда в CRM, якщо є.", en: "The number of the lead in the CRM, if there is one.")
    static let changeStatus = LocalizedText(uk: "Змінити статус", en: "Change status")
    static let others = LocalizedText(uk: "Ще з цими номерами", en: "Others with these numbers")
    static let turns = LocalizedText(uk: "Черга розподілу", en: "Distribution queue")
    static let nobodyGotIt = LocalizedText(uk: "Ніхто", en: "Nobody")
    static let skippedNobody = LocalizedText(
        uk: "нікого не пропущено", en: "nobody was passed over")
    static let sharedHelp = LocalizedText(
        uk: "Новий дзвінок зі спільного номера належить найновішому відкритому лідові.",
        en: "A new call from a shared number belongs to the newest open lead.")
    static let deleteLink = LocalizedText(uk: "Видалити ліда", en: "Delete the lead")

    static func mode(_ mode: DistributionMode) -> LocalizedText { SettingValue.name(of: mode) }

    static func skipped(_ why: Assignment.Why) -> LocalizedText {
        switch why {
        case .offline: LocalizedText(uk: "офлайн", en: "offline")
        case .paused: LocalizedText(uk: "на паузі", en: "paused")
        case .laterAssignment: LocalizedText(uk: "черга пізніше", en: "a later turn")
        }
    }

    static func deletion(calls: Int, _ localize: Localizer) -> LocalizedText {
        let counted = localize(calls, .calls)
        return LocalizedText(
            uk: "У журналі дзвінків залишиться без ліда: \(counted). Скасувати це не можна.",
            en: "In the call log stay without a lead: \(counted). This cannot be undone.")
    }
}
