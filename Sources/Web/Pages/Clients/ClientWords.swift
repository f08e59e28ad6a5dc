import CallRules
import Store

/// The words of the list of clients and of their cards.
enum ClientWords {
    static let title = Sentence(uk: "Клієнти", en: "Clients")
    static let newTitle = Sentence(uk: "Новий клієнт", en: "New client")
    static let add = Sentence(uk: "Новий клієнт", en: "New client")
    static let edit = Sentence(uk: "Редагувати", en: "Edit")
    static let searchFor = Sentence(
        uk: "Ім’я, компанія, номер або зовнішній ID", en: "Name, company, number or external ID")
    static let all = Sentence(uk: "Показати всіх клієнтів", en: "Show all clients")
    static let whose = Sentence(uk: "Чий клієнт", en: "Whose client")
    static let anybodys = Sentence(uk: "чий завгодно", en: "anybody’s")
    static let order = Sentence(uk: "Порядок", en: "Order")
    static let byName = Sentence(uk: "за ім’ям", en: "by name")
    static let newestFirst = Sentence(uk: "спочатку нові", en: "newest first")
    static let pages = Sentence(uk: "Сторінки", en: "Pages")
    static let beginning = Sentence(uk: "На початок", en: "To the beginning")
    static let further = Sentence(uk: "Далі", en: "Further")
    static let nobody = Sentence(uk: "Клієнтів ще немає", en: "There are no clients yet")
    static let nobodyNext = Sentence(
        uk: "Додайте клієнта, і коли він зателефонує, усі бачитимуть, хто це.",
        en: "Add a client, and when they call, everybody will see who it is.")
    static let nobodyFound = Sentence(uk: "Нікого не знайдено", en: "Nobody was found")
    static let nobodyFoundNext = Sentence(
        uk: "Спробуйте частину імені чи компанії або кілька цифр номера.",
        en: "Try part of the name or company, or some digits of the number.")

    static let name = Sentence(uk: "Ім’я", en: "Name")
    static let company = Sentence(uk: "Компанія", en: "Company")
    static let phones = Sentence(uk: "Номери", en: "Numbers")
    static let phonesHelp = Sentence(
        uk: """
            У будь-якому записі. Давніші дзвінки нового номера, які ще нічиї, стануть дзвінками цього \
            клієнта.
            """,
        en: """
            In any spelling. Older calls of a new number that are nobody’s yet become calls of this \
            client.
            """)
    static let admins = Sentence(uk: "Відповідальні", en: "Responsible")
    static let firstAdmin = Sentence(uk: "Головний відповідальний", en: "First responsible")
    static let firstAdminHelp = Sentence(
        uk: "На нього Phonet може спрямувати дзвінок клієнта.",
        en: "Phonet may route the client’s calls to this person.")
    static let nobodyFirst = Sentence(uk: "ніхто", en: "nobody")
    static let otherAdmins = Sentence(uk: "Також відповідальні", en: "Also responsible")
    static let findEmployee = Sentence(uk: "Знайти співробітника", en: "Find an employee")
    static let noEmployees = Sentence(
        uk: "Співробітників ще немає.", en: "There are no employees yet.")
    static let externalID = Sentence(uk: "Зовнішній ID", en: "External ID")
    static let externalIDHelp = Sentence(
        uk: "Номер картки в CRM, якщо є.", en: "The number of the card in the CRM, if there is one."
    )

    static let sharedHelp = Sentence(
        uk: "Новий дзвінок зі спільного номера належить клієнтові, якого додано раніше.",
        en: "A new call from a shared number belongs to the client who was added first.")
    static let leads = Sentence(uk: "Ліди з цими номерами", en: "Leads with these numbers")
    static let calls = Sentence(uk: "Дзвінки", en: "Calls")
    static let noCalls = Sentence(uk: "Дзвінків ще немає", en: "There are no calls yet")
    static let noCallsNext = Sentence(
        uk: "Дзвінки з цих номерів і на ці номери з’являться тут.",
        en: "Calls from and to these numbers will appear here.")
    static let deleteLink = Sentence(uk: "Видалити клієнта", en: "Delete the client")

    static func deletion(calls: Int, _ say: Voice) -> Sentence {
        let counted = say(calls, .calls)
        return Sentence(
            uk: """
                У журналі залишиться без клієнта: \(counted). Номери клієнта стануть невідомими. \
                Скасувати це не можна.
                """,
            en: """
                In the journal stay without a client: \(counted). The client’s numbers become \
                unknown. This cannot be undone.
                """)
    }

    /// What becomes of two clients.
    static func merge(of own: ClientCard, with other: ClientCard, _ say: Voice) -> [Sentence] {
        let together = own.client.details.merged(with: other.client.details)
        var lines = [
            MergeWords.keepsItsOwn, MergeWords.phones(together.phones),
            MergeWords.calls(own.calls + other.calls, say),
        ]
        let ids = [own, other].compactMap(\.client.details.externalID)
        if ids.count > 1 { lines.append(MergeWords.loses(ids)) }
        return lines + [MergeWords.goneForGood]
    }
}
