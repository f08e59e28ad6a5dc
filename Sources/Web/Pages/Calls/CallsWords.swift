import CallRules

/// The words of the journal.
enum CallsWords {
    static let title = Sentence(uk: "Дзвінки", en: "Calls")
    static let from = Sentence(uk: "З дня", en: "From")
    static let to = Sentence(uk: "По день", en: "Until")
    static let direction = Sentence(uk: "Напрямок", en: "Direction")
    static let outcome = Sentence(uk: "Результат", en: "Outcome")
    static let number = Sentence(uk: "Номер", en: "Number")
    static let whose = Sentence(uk: "Чиї", en: "Whose")
    static let show = Sentence(uk: "Показати", en: "Show")
    static let reset = Sentence(uk: "Скинути", en: "Reset")
    static let pages = Sentence(uk: "Сторінки", en: "Pages")
    static let latest = Sentence(uk: "До найновіших", en: "To the latest")
    static let earlier = Sentence(uk: "Раніше", en: "Earlier")

    static let directions: [(value: String, name: Sentence)] = [
        ("", Sentence(uk: "усі", en: "all")),
        ("incoming", Sentence(uk: "вхідні", en: "incoming")),
        ("outgoing", Sentence(uk: "вихідні", en: "outgoing")),
        ("internal", Sentence(uk: "внутрішні", en: "internal")),
    ]
    static let outcomes: [(value: String, name: Sentence)] = [
        ("", Sentence(uk: "усі", en: "all")),
        ("answered", Sentence(uk: "прийняті", en: "answered")),
        ("missed", Sentence(uk: "пропущені", en: "missed")),
    ]
    static let owners: [(value: String, name: Sentence)] = [
        ("", Sentence(uk: "усіх", en: "everybody’s")),
        ("me", Sentence(uk: "мої", en: "mine")),
    ]

    static let noDay = Sentence(
        uk: "не день: оберіть його в календарі", en: "is no day: choose one in the calendar")
    static let noNumber = Sentence(
        uk: "не номер телефону: введіть цифри", en: "is no telephone number: type digits")

    static let noValue = Sentence(
        uk: "немає такого значення", en: "is no value there is")

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
