import CallRules
import Store

/// The texts of the list of clients and of clients' contact cards.
enum ClientStrings {
    static let searchFor = LocalizedText(
        uk: "Ім’я, компанія, номер або зовнішній ID", en: "Name, company, number or external ID")
    static let all = LocalizedText(uk: "Показати всіх клієнтів", en: "Show all clients")
    static let whose = LocalizedText(uk: "Чий клієнт", en: "Whose client")
    static let anybodys = LocalizedText(uk: "чий завгодно", en: "anybody’s")
    static let byName = LocalizedText(uk: "за ім’ям", en: "by name")
    static let newestFirst = LocalizedText(uk: "спочатку нові", en: "newest first")
    static let nobody = LocalizedText(uk: "Клієнтів ще немає", en: "There are no clients yet")
    static let nobodyNext = LocalizedText(
        uk: "Додайте клієнта, і коли він зателефонує, усі бачитимуть, хто це.",
        en: "Add a client, and when they call, everybody will see who it is.")
    static let nobodyFoundNext = LocalizedText(
        uk: "Спробуйте частину імені чи компанії або кілька цифр номера.",
        en: "Try part of the name or company, or some digits of the number.")

    static let phonesHelp = LocalizedText(
        uk: """
            У будь-якому записі. Давніші дзвінки нового номера, які ще нічиї, стануть дзвінками цього \
            клієнта.
            """,
        en: """
            In any spelling. Older calls of a new number that are nobody’s yet become calls of this \
            client.
            """)
    static let admins = LocalizedText(uk: "Відповідальні", en: "Responsible employees")
    static let firstAdmin = LocalizedText(uk: "Головний відповідальний", en: "First responsible")
    static let firstAdminHelp = LocalizedText(
        uk: "На нього Phonet може спрямувати дзвінок клієнта.",
        en: "Phonet may route the client’s calls to this person.")
    static let otherAdmins = LocalizedText(uk: "Також відповідальні", en: "Also responsible")
    static let findEmployee = LocalizedText(uk: "Знайти співробітника", en: "Find an employee")
    static let externalIDHelp = LocalizedText(
        uk: "Номер картки в CRM, якщо є.", en: "The number of the card in the CRM, if there is one."
    )

    static let sharedHelp = LocalizedText(
        uk: "Новий дзвінок зі спільного номера належить клієнтові, якого додано раніше.",
        en: "A new call from a shared number belongs to the client who was added first.")
    static let leads = LocalizedText(uk: "Ліди з цими номерами", en: "Leads with these numbers")
    static let deleteLink = LocalizedText(uk: "Видалити клієнта", en: "Delete the client")

    static func deletion(calls: Int, _ localize: Localizer) -> LocalizedText {
        let counted = localize(calls, .calls)
        return LocalizedText(
            uk: """
                У журналі дзвінків залишиться без клієнта: \(counted). Номери клієнта стануть \
                невідомими. Скасувати це не можна.
                """,
            en: """
                Left in the call log without a client: \(counted). The client’s numbers become \
                unknown. This cannot be undone.
                """)
    }
}
