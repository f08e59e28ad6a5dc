import CallRules

/// Texts of the ignore list.
enum IgnoredNumbersStrings {
    static let title = LocalizedText(uk: "Ігноровані номери", en: "Ignored numbers")
    static let why = LocalizedText(
        uk: """
            Дзвінки з цих номерів і на них лише записуються: без ліда, сповіщення та пропущеного. \
            Статистика їх не рахує. Картка дзвінка і Phonet і далі показують, хто це.
            """,
        en: """
            Calls from and to these numbers are only logged: no lead, no notice, no missed call. \
            Statistics leave them out. The card of a call and Phonet still show who it is.
            """)
    static let since = LocalizedText(uk: "Відколи", en: "Since")
    static let action = LocalizedText(uk: "Прибрати зі списку", en: "Take from the list")
    static let stop = LocalizedText(uk: "Не ігнорувати", en: "Stop ignoring")
    static let add = LocalizedText(uk: "Додати до ігнорованих", en: "Ignore")
    static let addHeading = LocalizedText(uk: "Додати номер", en: "Add a number")
    static let ignore = LocalizedText(uk: "Ігнорувати номер", en: "Ignore the number")
    static let ignoreHelp = LocalizedText(
        uk: "Більше жодного ліда, сповіщення чи пропущеного від цього номера.",
        en: "No more leads, notices or missed calls of this number.")
    static let numberHelp = LocalizedText(
        uk: "У будь-якому записі.", en: "In any spelling.")
    static let isPrefix = LocalizedText(
        uk: "Усі номери, що так починаються", en: "All numbers that begin so")
    static let isPrefixHelp = LocalizedText(
        uk: "Від 3 до 14 цифр. Якщо підходить кілька, діє найдовше.",
        en: "3 to 14 digits. Of several entries the longest counts.")
    static let spam = LocalizedText(uk: "Спам", en: "Spam")
    static let noClient = LocalizedText(uk: "Не клієнт", en: "Not a client")
    static let ignored = LocalizedText(uk: "ігнорований", en: "ignored")
    static let isIgnored = LocalizedText(uk: "номер ігнорується", en: "the number is ignored")
    static let ignoredThen = LocalizedText(
        uk: "Цей дзвінок проігноровано: номер тоді був у списку.",
        en: "This call was ignored: the number was on the list then.")
    static let removed = LocalizedText(
        uk: "Прибрано. Пропущені, закриті через це за останню добу, знову чекають.",
        en: "Taken away. Missed calls closed because of it within a day wait again.")
    static let none = LocalizedText(uk: "Список порожній", en: "The list is empty")
    static let noneNext = LocalizedText(
        uk: "Додайте номер тут, з картки дзвінка або зі списку пропущених.",
        en: "Add a number here, from the card of a call or from the missed calls.")

    static func added(_ number: String, _ reason: String) -> LocalizedText {
        LocalizedText(
            uk: "Номер \(number) ігнорується: \(reason).",
            en: "The number \(number) is ignored: \(reason).")
    }

    static func anyAfter(_ beginning: String) -> String { "\(beginning)…" }

    static func ignored(_ reason: String) -> LocalizedText {
        LocalizedText(uk: "Номер ігнорується: \(reason)", en: "Ignored number: \(reason)")
    }
}
