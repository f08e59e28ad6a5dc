import CallRules
import Store

/// The texts of the list of leads and of their contact cards.
enum LeadStrings {
    static let searchFor = LocalizedText(
        uk: "Назва, номер або зовнішній ID", en: "Name, number or external ID")
    static let open = LocalizedText(uk: "у роботі", en: "open")
    static let closed = LocalizedText(uk: "закриті", en: "closed")
    static let all = LocalizedText(uk: "Показати всіх лідів", en: "Show all leads")
    static let nobody = LocalizedText(uk: "Лідів ще немає", en: "There are no leads yet")
    static let nobodyNext = LocalizedText(
        uk: "Вони з’являться з дзвінків, щойно адміністратор увімкне правила в налаштуваннях.",
        en: """
            They will come from calls as soon as an administrator switches rules on in the \
            settings.
            """)
    static let toRules = LocalizedText(uk: "Правила для лідів", en: "Rules for leads")
    static let origin = LocalizedText(uk: "Звідки лід", en: "Where it came from")
    static let madeByCall = LocalizedText(uk: "Відкрити цей дзвінок", en: "Open this call")

    static func made(_ origin: Lead.Origin) -> LocalizedText {
        switch origin {
        case .telephony: LocalizedText(uk: "Створено дзвінком", en: "Created by a call")
        case .manual: LocalizedText(uk: "Створено співробітником", en: "Created by an employee")
        case .api: LocalizedText(uk: "Створено через CRM", en: "Created through the CRM")
        }
    }

    // The contact card and its form

    static let phonesHelp = LocalizedText(
        uk: """
            У будь-якому записі. Давніші дзвінки нового номера, які ще без ліда, стануть дзвінками \
            цього ліда.
            """,
        en: """
            In any spelling. Older calls of a new number that have no lead yet become calls of this \
            lead.
            """)
    static let noSource = LocalizedText(uk: "не вказано", en: "not set")
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
        case .offline: CommonStrings.offline
        case .paused: CommonStrings.paused
        case .laterAssignment: LocalizedText(uk: "черга пізніше", en: "a later turn")
        }
    }

    static func deletion(calls: Int, _ localize: Localizer) -> LocalizedText {
        let counted = localize(calls, .calls)
        return LocalizedText(
            uk: "У журналі дзвінків залишиться без ліда: \(counted). Скасувати це не можна.",
            en: "Left in the call log without a lead: \(counted). This cannot be undone.")
    }
}
