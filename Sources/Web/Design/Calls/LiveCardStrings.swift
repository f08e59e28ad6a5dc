import CallRules

/// The words of the live card.
enum LiveCardWords {
    static let dismiss = Sentence(uk: "Прибрати картку", en: "Put the card away")
    static let unknown = Sentence(uk: "Невідомий номер", en: "Unknown number")
    static let own = Sentence(uk: "Ваш клієнт", en: "Your client")
    static let client = Sentence(uk: "Клієнт", en: "Client")
    static let lead = Sentence(uk: "Лід", en: "Lead")
    static let ownLead = Sentence(uk: "Ваш", en: "yours")
    static let lastCall = Sentence(uk: "Останній дзвінок", en: "Last call")
    static let first = Sentence(uk: "Перший дзвінок", en: "First call")
    static let answered = Sentence(uk: "прийнятий", en: "answered")
    static let missed = Sentence(uk: "пропущений", en: "missed")
    static let noAnswer = Sentence(uk: "без відповіді", en: "no answer")
    static let unsettled = Sentence(uk: "результат ще невідомий", en: "outcome not known yet")
    static let open = Sentence(uk: "Відкрити", en: "Open")
    static let createLead = Sentence(uk: "Створити ліда", en: "Create a lead")
    static let chooseClient = Sentence(uk: "Це клієнт…", en: "It is a client…")
    static let sound = Sentence(uk: "Звук дзвінка", en: "Ring aloud")

    static func state(_ stage: LiveStage, isOutgoing: Bool) -> Sentence {
        switch (stage, isOutgoing) {
        case (.ringing, false): Sentence(uk: "Вхідний дзвінок", en: "Incoming call")
        case (.ringing, true): Sentence(uk: "Набираємо", en: "Calling")
        case (.talking, _): Sentence(uk: "Розмова", en: "Talking")
        case (.answered, _): Sentence(uk: "Розмову завершено", en: "The talk is over")
        case (.missed, false): Sentence(uk: "Пропущений дзвінок", en: "Missed call")
        case (.missed, true): Sentence(uk: "Без відповіді", en: "No answer")
        }
    }

    static func line(_ number: String) -> Sentence {
        Sentence(uk: "лінія \(number)", en: "line \(number)")
    }

    static func client(of name: String) -> Sentence {
        Sentence(uk: "Клієнта веде \(name)", en: "Client of \(name)")
    }

    static func talkedTo(_ name: String) -> Sentence {
        Sentence(uk: "розмова з: \(name)", en: "talked to \(name)")
    }

    static func today(_ count: Int, _ say: Voice) -> Sentence {
        let calls = say(count, .calls)
        return Sentence(uk: "сьогодні \(calls)", en: "\(calls) today")
    }
}
