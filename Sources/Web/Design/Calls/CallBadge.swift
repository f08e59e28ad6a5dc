import CallRules
import Store

/// How a call went, or where it stands.
struct CallBadge {
    let call: CallRow
    let say: Voice

    var html: HTML {
        switch (call.direction, call.outcome) {
        case (.incoming?, .answered?):
            badge(.good, .incoming, Words.answeredIncoming)
        case (.incoming?, .missed?): badge(.bad, .missed, Words.missedIncoming)
        case (.outgoing?, .answered?): badge(.good, .outgoing, Words.answeredOutgoing)
        case (.outgoing?, .missed?): badge(.plain, .outgoing, Words.unansweredOutgoing)
        case (.internal?, _): badge(.plain, .internal, Words.inside)
        case (_, nil) where call.state == .ringing: badge(.alert, .bell, Words.ringing)
        case (_, nil) where call.state == .talking: badge(.good, .online, Words.talking)
        case (_, nil): badge(.plain, .bell, Words.over)
        case (nil, _): badge(.plain, .question, Words.unknown)
        }
    }

    private func badge(_ meaning: Badge.Meaning, _ icon: Icon, _ word: Sentence) -> HTML {
        Badge(meaning: meaning, icon: icon, word: say(word)).html
    }

    private enum Words {
        static let answeredIncoming = Sentence(uk: "вхідний, прийнятий", en: "incoming, answered")
        static let missedIncoming = Sentence(uk: "пропущений", en: "missed")
        static let answeredOutgoing = Sentence(uk: "вихідний, прийнятий", en: "outgoing, answered")
        static let unansweredOutgoing = Sentence(
            uk: "вихідний, без відповіді", en: "outgoing, no answer")
        static let inside = Sentence(uk: "внутрішній", en: "internal")
        static let ringing = Sentence(uk: "дзвонить", en: "ringing")
        static let talking = Sentence(uk: "розмова", en: "talking")
        static let over = Sentence(uk: "завершено", en: "over")
        static let unknown = Sentence(uk: "напрям невідомий", en: "direction unknown")
    }
}
