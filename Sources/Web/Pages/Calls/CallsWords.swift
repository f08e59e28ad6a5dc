import CallRules

/// The words of the journal.
enum CallsWords {
    static let title = Sentence(uk: "Дзвінки", en: "Calls")
    static let more = Sentence(uk: "Більше фільтрів", en: "More filters")
    static let show = Sentence(uk: "Показати", en: "Show")
    static let reset = Sentence(uk: "Скинути", en: "Reset")
    static let all = Sentence(uk: "усі", en: "all")
    static let periods = Sentence(uk: "Період", en: "Period")
    static let inForce = Sentence(uk: "Чинні фільтри", en: "Filters in force")
    static let pages = Sentence(uk: "Сторінки", en: "Pages")
    static let latest = Sentence(uk: "До найновіших", en: "To the latest")
    static let earlier = Sentence(uk: "Раніше", en: "Earlier")
    static let first = Sentence(uk: "На початок", en: "To the beginning")
    static let next = Sentence(uk: "Далі", en: "Further")
    static let takeAway = Sentence(
        uk: "Вивантажити ці дзвінки:", en: "Take these calls away:")
    static let views = Sentence(uk: "Збережені подання", en: "Saved views")
    static let saveView = Sentence(uk: "Зберегти ці фільтри", en: "Save these filters")
    static let viewName = Sentence(uk: "Назва подання", en: "Name of the view")
    static let save = Sentence(uk: "Зберегти", en: "Save")

    static func remove(_ filter: String) -> Sentence {
        Sentence(uk: "Зняти фільтр «\(filter)»", en: "Remove the filter “\(filter)”")
    }

    static func deleteView(_ name: String) -> Sentence {
        Sentence(uk: "Видалити подання «\(name)»", en: "Delete the view “\(name)”")
    }

    /// Nil for a number of days.
    static func period(_ period: String) -> Sentence? {
        switch period {
        case "today": Sentence(uk: "Сьогодні", en: "Today")
        case "yesterday": Sentence(uk: "Вчора", en: "Yesterday")
        case "30": Sentence(uk: "30 днів", en: "30 days")
        case "month": Sentence(uk: "Цей місяць", en: "This month")
        case "all": Sentence(uk: "За весь час", en: "All time")
        default: nil
        }
    }

    static func name(of field: CallsQuery.Field) -> Sentence {
        switch field {
        case .period: periods
        case .from: Sentence(uk: "З дня", en: "From")
        case .to: Sentence(uk: "По день", en: "Until")
        case .direction: Sentence(uk: "Напрямок", en: "Direction")
        case .outcome: Sentence(uk: "Результат", en: "Outcome")
        case .employee: Sentence(uk: "Співробітник", en: "Employee")
        case .line: Sentence(uk: "Лінія", en: "Line")
        case .number: Sentence(uk: "Номер", en: "Number")
        case .known: Sentence(uk: "Номер відомий", en: "Number known")
        case .recording: Sentence(uk: "Запис", en: "Recording")
        case .returned: Sentence(uk: "Пропущені", en: "Missed calls")
        case .lead: Sentence(uk: "Лід", en: "Lead")
        case .first: Sentence(uk: "Перше звернення", en: "First contact")
        case .unique: Sentence(uk: "Кожен номер", en: "Each number")
        case .waitFrom: Sentence(uk: "Очікування від, с", en: "Wait from, s")
        case .waitTo: Sentence(uk: "Очікування до, с", en: "Wait under, s")
        case .talkFrom: Sentence(uk: "Розмова від, с", en: "Talk from, s")
        case .talkTo: Sentence(uk: "Розмова до, с", en: "Talk under, s")
        case .weekday: Sentence(uk: "День тижня", en: "Weekday")
        case .hour: Sentence(uk: "Година", en: "Hour")
        case .client: Sentence(uk: "Клієнт №", en: "Client no.")
        case .leadID: Sentence(uk: "Лід №", en: "Lead no.")
        case .sort: Sentence(uk: "Порядок", en: "Order")
        case .after: pages
        }
    }

    /// The values a field may have, where they are few.
    static func values(of field: CallsQuery.Field) -> [(value: String, name: Sentence)] {
        switch field {
        case .direction:
            [
                ("incoming", Sentence(uk: "вхідні", en: "incoming")),
                ("outgoing", Sentence(uk: "вихідні", en: "outgoing")),
                ("outside", Sentence(uk: "вхідні та вихідні", en: "incoming and outgoing")),
                ("internal", Sentence(uk: "внутрішні", en: "internal")),
            ]
        case .outcome:
            [
                ("answered", Sentence(uk: "прийняті", en: "answered")),
                ("missed", Sentence(uk: "пропущені", en: "missed")),
            ]
        case .employee:
            [
                ("me", Sentence(uk: "я", en: "me")),
                ("none", Sentence(uk: "нічиї", en: "nobody’s")),
            ]
        case .known, .recording: [("yes", yes), ("no", no)]
        case .returned:
            [
                ("no", Sentence(uk: "ще не повернуті", en: "not returned yet")),
                ("yes", Sentence(uk: "повернуті", en: "returned")),
            ]
        case .lead: [("yes", Sentence(uk: "створено дзвінком", en: "made by the call"))]
        case .first: [("yes", yes)]
        case .unique: [("yes", Sentence(uk: "один раз", en: "once"))]
        case .weekday: weekdays.enumerated().map { ("\($0.offset + 1)", $0.element) }
        case .hour: (0...23).map { ("\($0)", hour($0)) }
        case .period, .from, .to, .line, .number, .waitFrom, .waitTo, .talkFrom, .talkTo, .client,
            .leadID, .sort, .after:
            []
        }
    }

    private static let yes = Sentence(uk: "так", en: "yes")
    private static let no = Sentence(uk: "ні", en: "no")

    private static func hour(_ hour: Int) -> Sentence {
        let text = "\(hour):00–\(hour):59"
        return Sentence(uk: text, en: text)
    }

    private static let weekdays = [
        Sentence(uk: "понеділок", en: "Monday"), Sentence(uk: "вівторок", en: "Tuesday"),
        Sentence(uk: "середа", en: "Wednesday"), Sentence(uk: "четвер", en: "Thursday"),
        Sentence(uk: "п’ятниця", en: "Friday"), Sentence(uk: "субота", en: "Saturday"),
        Sentence(uk: "неділя", en: "Sunday"),
    ]

    static let noDay = Sentence(
        uk: "не день: оберіть його в календарі", en: "is no day: choose one in the calendar")
    static let noNumber = Sentence(
        uk: "не номер телефону: введіть цифри", en: "is no telephone number: type digits")
    static let noValue = Sentence(
        uk: "такого значення немає: фільтр не враховано",
        en: "is no value there is: the filter was left out")

    static let none = Sentence(
        uk: "За цими умовами дзвінків немає", en: "No calls fit these conditions")
    static let noneNext = Sentence(
        uk: "Розширте період або зніміть частину умов.",
        en: "Choose a longer period, or leave out some of the conditions.")
    static let everything = Sentence(uk: "Показати всі дзвінки", en: "Show all calls")
    static let fresh = Sentence(uk: "Дзвінків ще не було", en: "There have been no calls yet")
    static let freshNext = Sentence(
        uk: "Підключіть Phonet – і кожен дзвінок з’явиться тут сам.",
        en: "Connect Phonet, and every call will appear here by itself.")
    static let freshNextForEmployees = Sentence(
        uk: "Кожен дзвінок з’явиться тут сам, щойно Phonet про нього повідомить.",
        en: "Every call will appear here by itself as soon as Phonet tells of it.")
    static let connect = Sentence(uk: "Підключити Phonet", en: "Connect Phonet")
}
