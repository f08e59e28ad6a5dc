import CallRules
import Store

/// The badge with the outcome of an ended call, or the state of a live call.
struct CallBadge {
    let call: CallRow
    let localize: Localizer

    var html: HTML { badge.html }

    var badge: Badge {
        switch (call.direction, call.outcome) {
        case (.incoming?, .answered?):
            badge(.good, .incoming, Strings.answeredIncoming)
        case (.incoming?, .missed?): badge(.bad, .missed, CommonStrings.missedCallWord)
        case (.outgoing?, .answered?): badge(.good, .outgoing, Strings.answeredOutgoing)
        case (.outgoing?, .missed?): badge(.plain, .outgoing, Strings.unansweredOutgoing)
        case (.internal?, _): badge(.plain, .internal, Strings.inside)
        case (_, nil) where call.state == .ringing: badge(.alert, .bell, CommonStrings.ringingWord)
        case (_, nil) where call.state == .talking: badge(.good, .online, CommonStrings.talkingWord)
        case (_, nil): badge(.plain, .bell, Strings.over)
        case (nil, _): badge(.plain, .question, Strings.unknown)
        }
    }

    private func badge(_ meaning: Badge.Meaning, _ icon: Icon, _ word: LocalizedText) -> Badge {
        Badge(meaning: meaning, icon: icon, word: localize(word))
    }

    private enum Strings {
        static let answeredIncoming = LocalizedText(
            uk: "вхідний, прийнятий", en: "incoming, answered")
        static let answeredOutgoing = LocalizedText(
            uk: "вихідний, прийнятий", en: "outgoing, answered")
        static let unansweredOutgoing = LocalizedText(
            uk: "вихідний, без відповіді", en: "outgoing, no answer")
        static let inside = LocalizedText(uk: "внутрішній", en: "internal")
        static let over = LocalizedText(uk: "завершений", en: "ended")
        static let unknown = LocalizedText(uk: "напрям невідомий", en: "direction unknown")
    }
}
