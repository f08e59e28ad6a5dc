import CallRules

/// The words of the live card.
enum LiveCardStrings {
    static let dismiss = LocalizedText(uk: "Прибрати картку", en: "Dismiss the card")
    static let unknown = LocalizedText(uk: "Невідомий номер", en: "Unknown number")
    static let own = LocalizedText(uk: "Ваш клієнт", en: "Your client")
    static let client = LocalizedText(uk: "Клієнт", en: "Client")
    static let lead = LocalizedText(uk: "Лід", en: "Lead")
    static let ownLead = LocalizedText(uk: "Ваш", en: "yours")
    static let lastCall = LocalizedText(uk: "Останній дзвінок", en: "Last call")
    static let first = LocalizedText(uk: "Перший дзвінок", en: "First call")
    static let answered = LocalizedText(uk: "прийнятий", en: "answered")
    static let missed = LocalizedText(uk: "пропущений", en: "missed")
    static let noAnswer = LocalizedText(uk: "без відповіді", en: "no answer")
    static let unsettled = LocalizedText(uk: "результат ще невідомий", en: "outcome not known yet")
    static let open = LocalizedText(uk: "Відкрити", en: "Open")
    static let createLead = LocalizedText(uk: "Створити ліда", en: "Create a lead")
    static let chooseClient = LocalizedText(uk: "Це клієнт…", en: "It is a client…")
    static let sound = LocalizedText(uk: "Звук дзвінка", en: "Ring aloud")

    static func state(_ stage: LiveStatus, isOutgoing: Bool) -> LocalizedText {
        switch (stage, isOutgoing) {
        case (.ringing, false): LocalizedText(uk: "Вхідний дзвінок", en: "Incoming call")
        case (.ringing, true): LocalizedText(uk: "Набираємо", en: "Calling")
        case (.talking, _): LocalizedText(uk: "Триває розмова", en: "Talking")
        case (.answered, _): LocalizedText(uk: "Розмову завершено", en: "The conversation is over")
        case (.missed, false): LocalizedText(uk: "Пропущений дзвінок", en: "Missed call")
        case (.missed, true): LocalizedText(uk: "Без відповіді", en: "No answer")
        }
    }

    static func line(_ number: String) -> LocalizedText {
        LocalizedText(uk: "лінія \(number)", en: "line \(number)")
    }

    static func client(of name: String) -> LocalizedText {
        LocalizedText(uk: "Клієнта веде \(name)", en: "Client of \(name)")
    }

    static func talkedTo(_ name: String) -> LocalizedText {
        LocalizedText(uk: "розмова з: \(name)", en: "talked to \(name)")
    }

    static func today(_ count: Int, _ localize: Localizer) -> LocalizedText {
        let calls = localize(count, .calls)
        return LocalizedText(uk: "сьогодні \(calls)", en: "\(calls) today")
    }
}
