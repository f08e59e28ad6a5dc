import CallRules

/// A noun in the forms it has after numbers.
struct Counted: Sendable {
    /// 1, 21, 101 дзвінок; 2, 3, 4, 22 дзвінки; 0, 5…20, 25 дзвінків.
    let uk: (one: String, few: String, many: String)
    let en: (one: String, other: String)

    /// The form for a count.
    func form(for count: Int, _ language: Language) -> String {
        switch language {
        case .uk:
            let (tens, units) = (count.magnitude % 100, count.magnitude % 10)
            if (11...14).contains(tens) { return uk.many }
            return units == 1 ? uk.one : (2...4).contains(units) ? uk.few : uk.many
        case .en: return count.magnitude == 1 ? en.one : en.other
        }
    }

    static let calls = Counted(uk: ("дзвінок", "дзвінки", "дзвінків"), en: ("call", "calls"))
    static let records = Counted(uk: ("запис", "записи", "записів"), en: ("record", "records"))
    static let rows = Counted(uk: ("рядок", "рядки", "рядків"), en: ("row", "rows"))
    static let leads = Counted(uk: ("лід", "ліди", "лідів"), en: ("lead", "leads"))
    static let users = Counted(
        uk: ("користувач", "користувачі", "користувачів"), en: ("user", "users"))
    static let employees = Counted(
        uk: ("співробітник", "співробітники", "співробітників"), en: ("employee", "employees"))
    static let seconds = Counted(uk: ("секунда", "секунди", "секунд"), en: ("second", "seconds"))
    static let days = Counted(uk: ("день", "дні", "днів"), en: ("day", "days"))
    static let missedCalls = Counted(
        uk: ("пропущений", "пропущені", "пропущених"), en: ("missed call", "missed calls"))
    /// After the number of all calls: 175 дзвінків, 23 пропущені.
    static let missedOfThem = Counted(
        uk: ("пропущений", "пропущені", "пропущених"), en: ("missed", "missed"))
    static let clients = Counted(uk: ("клієнт", "клієнти", "клієнтів"), en: ("client", "clients"))
    static let notices = Counted(
        uk: ("сповіщення", "сповіщення", "сповіщень"), en: ("notice", "notices"))
    static let attempts = Counted(
        uk: ("спроба", "спроби", "спроб"), en: ("attempt", "attempts"))
    static let messages = Counted(
        uk: ("повідомлення", "повідомлення", "повідомлень"), en: ("message", "messages"))
    static let eventTypes = Counted(uk: ("вид", "види", "видів"), en: ("kind", "kinds"))
    static let bytes = Counted(uk: ("байт", "байти", "байтів"), en: ("byte", "bytes"))
    static let answers = Counted(
        uk: ("відповідь", "відповіді", "відповідей"), en: ("answer", "answers"))
    static let otherNumbers = Counted(
        uk: ("інший номер", "інші номери", "інших номерів"), en: ("other number", "other numbers"))
    static let validationMessages = Counted(
        uk: ("помилка", "помилки", "помилок"), en: ("error", "errors"))
}
