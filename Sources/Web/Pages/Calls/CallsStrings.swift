import CallRules
import Store

/// Texts of the call log.
enum CallsStrings {
    static let today = LocalizedText(uk: "Сьогодні", en: "Today")
    static let year = LocalizedText(uk: "Рік", en: "Year")
    static let allTime = LocalizedText(uk: "За весь час", en: "All time")
    static let usual = LocalizedText(
        uk: "Стандартний проміжок із налаштувань", en: "The default period of the settings")

    static func since(_ day: String) -> LocalizedText {
        LocalizedText(uk: "з \(day)", en: "from \(day)")
    }

    static func until(_ day: String) -> LocalizedText {
        LocalizedText(uk: "по \(day)", en: "until \(day)")
    }

    /// How many calls a filter leaves.
    static func total(_ counted: CallTotal, _ localize: Localizer) -> String {
        let calls = localize(counted.calls, .calls)
        guard counted.isWhole else {
            return localize(
                counted.calls >= CallTotal.limit
                    ? Localizer.over(localize(CallTotal.limit, .calls))
                    : LocalizedText(uk: "щонайменше \(calls)", en: "at least \(calls)"))
        }
        guard counted.missed > 0, counted.missed < counted.calls else { return calls }
        return "\(calls), \(localize(counted.missed, .missedOfThem))"
    }

    static let inForce = LocalizedText(uk: "Активні фільтри", en: "Active filters")
    static let latest = LocalizedText(uk: "До найновіших", en: "To the latest")
    static let takeAway = LocalizedText(
        uk: "Вивантажити ці дзвінки:", en: "Export these calls:")
    static let saveView = LocalizedText(uk: "Зберегти ці фільтри", en: "Save these filters")
    static let viewName = LocalizedText(uk: "Назва подання", en: "Name of the view")

    static func remove(_ filter: String) -> LocalizedText {
        LocalizedText(uk: "Зняти фільтр «\(filter)»", en: "Remove the filter “\(filter)”")
    }

    static func deleteView(_ name: String) -> LocalizedText {
        LocalizedText(uk: "Видалити подання «\(name)»", en: "Delete the view “\(name)”")
    }

    /// The label of a named period; nil for a number of days.
    static func period(_ period: String) -> LocalizedText? {
        switch period {
        case "today": today
        case "yesterday": LocalizedText(uk: "Вчора", en: "Yesterday")
        case "month": LocalizedText(uk: "Цей місяць", en: "This month")
        case "all": allTime
        default: nil
        }
    }

    static func name(of field: CallsQuery.Field) -> LocalizedText {
        switch field {
        case .period: CommonStrings.period
        case .from: LocalizedText(uk: "З дня", en: "From day")
        case .to: LocalizedText(uk: "По день", en: "Until day")
        case .toTime: LocalizedText(uk: "Останній день до", en: "The last day until")
        case .direction: CommonStrings.direction
        case .outcome: CommonStrings.outcome
        case .employee: CommonStrings.employee
        case .line: CommonStrings.line
        case .number: CommonStrings.number
        case .search: CommonStrings.search
        case .known: LocalizedText(uk: "Номер відомий", en: "Number known")
        case .recording: CommonStrings.recording
        case .returned: CommonStrings.missed
        case .hours: HoursStrings.title
        case .category: CommonStrings.category
        case .note: CommonStrings.note
        case .ignored: LocalizedText(uk: "Ігноровані", en: "Ignored")
        case .lead: CommonStrings.lead
        case .first: LocalizedText(uk: "Перше звернення", en: "First contact")
        case .unique: LocalizedText(uk: "Кожен номер", en: "Each number")
        case .waitFrom: LocalizedText(uk: "Очікування від, с", en: "Wait from, s")
        case .waitTo: LocalizedText(uk: "Очікування до, с", en: "Wait under, s")
        case .talkFrom: LocalizedText(uk: "Розмова від, с", en: "Talk from, s")
        case .talkTo: LocalizedText(uk: "Розмова до, с", en: "Talk under, s")
        case .weekday: LocalizedText(uk: "День тижня", en: "Weekday")
        case .hour: CommonStrings.hour
        case .client: LocalizedText(uk: "Клієнт №", en: "Client no.")
        case .leadID: LocalizedText(uk: "Лід №", en: "Lead no.")
        case .sort: CommonStrings.order
        case .after: CommonStrings.pages
        }
    }

    /// The values of a field with few values.
    static func values(of field: CallsQuery.Field) -> [(value: String, name: LocalizedText)] {
        switch field {
        case .direction:
            [
                ("incoming", LocalizedText(uk: "вхідні", en: "incoming")),
                ("outgoing", LocalizedText(uk: "вихідні", en: "outgoing")),
                ("outside", CommonStrings.incomingAndOutgoing),
                ("internal", LocalizedText(uk: "внутрішні", en: "internal")),
            ]
        case .outcome:
            [
                ("answered", LocalizedText(uk: "прийняті", en: "answered")),
                ("missed", LocalizedText(uk: "пропущені", en: "missed")),
            ]
        case .employee:
            [
                ("me", LocalizedText(uk: "я", en: "me")),
                ("none", LocalizedText(uk: "нічиї", en: "nobody’s")),
            ]
        case .known, .recording: [("yes", CommonStrings.yes), ("no", CommonStrings.no)]
        case .returned:
            [
                ("no", LocalizedText(uk: "ще не повернуті", en: "not returned yet")),
                ("yes", LocalizedText(uk: "повернуті", en: "returned")),
            ]
        case .hours: HoursSide.allCases.map { ($0.rawValue, HoursStrings.name($0)) }
        case .category: [("none", CallNoteStrings.noCategory)]
        case .note, .ignored: [("yes", CommonStrings.yes), ("no", CommonStrings.no)]
        case .lead: [("yes", LocalizedText(uk: "створено дзвінком", en: "created by the call"))]
        case .first: [("yes", CommonStrings.yes)]
        case .unique: [("yes", LocalizedText(uk: "один раз", en: "once"))]
        case .weekday: CommonStrings.weekdays.enumerated().map { ("\($0.offset + 1)", $0.element) }
        case .hour: (0...23).map { ("\($0)", hour($0)) }
        case .period, .from, .to, .toTime, .line, .number, .search, .waitFrom, .waitTo, .talkFrom,
            .talkTo, .client,
            .leadID, .sort, .after:
            []
        }
    }

    private static func hour(_ hour: Int) -> LocalizedText {
        let text = "\(hour):00–\(hour):59"
        return LocalizedText(uk: text, en: text)
    }

    static let noDay = LocalizedText(
        uk: "не день: оберіть його в календарі", en: "is no day: choose one in the calendar")
    static let noNumber = LocalizedText(
        uk: "не номер телефону: введіть цифри", en: "is no phone number: type digits")
    static let tooShort = LocalizedText(
        uk: "введіть щонайменше три цифри номера або частину імені",
        en: "type at least three digits of the number, or part of the name")
    static let noValue = LocalizedText(
        uk: "такого значення немає: фільтр не враховано",
        en: "is no value there is: the filter was left out")

    static let none = LocalizedText(
        uk: "За цими умовами дзвінків немає", en: "No calls fit these conditions")
    static let noneNext = LocalizedText(
        uk: "Розширте період або зніміть частину умов.",
        en: "Choose a longer period, or leave out some of the conditions.")
    static let everything = LocalizedText(uk: "Показати всі дзвінки", en: "Show all calls")
    static let fresh = LocalizedText(uk: "Дзвінків ще не було", en: "There have been no calls yet")
    static let freshNext = LocalizedText(
        uk: "Підключіть Phonet – і кожен дзвінок з’явиться тут сам.",
        en: "Connect Phonet, and every call will appear here by itself.")
    static let freshNextForEmployees = LocalizedText(
        uk: "Кожен дзвінок з’явиться тут сам, щойно Phonet про нього повідомить.",
        en: "Every call will appear here by itself as soon as Phonet tells of it.")
    static let connect = LocalizedText(uk: "Підключити Phonet", en: "Connect Phonet")
}
