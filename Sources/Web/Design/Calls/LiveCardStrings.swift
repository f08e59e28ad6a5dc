import CallRules

/// Texts of the live card.
enum LiveCardStrings {
    static let dismiss = LocalizedText(uk: "Прибрати картку", en: "Dismiss the card")
    static let fold = LocalizedText(
        uk: "Згорнути або розгорнути картку", en: "Fold or unfold the card")
    /// Before a count of cards.
    static let more = LocalizedText(uk: "ще", en: "more:")
    static let unknown = LocalizedText(uk: "Невідомий номер", en: "Unknown number")
    static let own = LocalizedText(uk: "Ваш клієнт", en: "Your client")
    static let ownLead = LocalizedText(uk: "Ваш", en: "yours")
    static let first = LocalizedText(uk: "Перший дзвінок", en: "First call")
    static let answered = LocalizedText(uk: "прийнятий", en: "answered")
    static let noAnswer = LocalizedText(uk: "без відповіді", en: "no answer")
    static let unsettled = LocalizedText(uk: "результат ще невідомий", en: "outcome not known yet")
    static let createLead = LocalizedText(uk: "Створити ліда", en: "Create a lead")
    static let chooseClient = LocalizedText(uk: "Це клієнт…", en: "It is a client…")
    static let sound = LocalizedText(uk: "Звук дзвінка", en: "Ring aloud")

    static func state(_ stage: LiveStatus, isOutgoing: Bool) -> LocalizedText {
        switch (stage, isOutgoing) {
        case (.ringing, false): CommonStrings.incomingCall
        case (.ringing, true): LocalizedText(uk: "Набираємо", en: "Calling")
        case (.talking, _): CommonStrings.talking
        case (.answered, _): CommonStrings.conversationOver
        case (.missed, false): CommonStrings.missedCall
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
