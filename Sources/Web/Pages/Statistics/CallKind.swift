import CallRules

/// The kinds of ended calls in the statistics.
enum CallKind: CaseIterable {
    case incomingAnswered, missed, outgoingAnswered, outgoingUnanswered

    func count(_ figures: CallFigures) -> Int {
        switch self {
        case .incomingAnswered: figures.incomingAnswered
        case .missed: figures.missed
        case .outgoingAnswered: figures.outgoingAnswered
        case .outgoingUnanswered: figures.outgoingUnanswered
        }
    }

    /// The filter of the call log for this kind.
    var rows: [CallsQuery.Field: String] {
        switch self {
        case .incomingAnswered: [.direction: "incoming", .outcome: "answered"]
        case .missed: [.direction: "incoming", .outcome: "missed"]
        case .outgoingAnswered: [.direction: "outgoing", .outcome: "answered"]
        case .outgoingUnanswered: [.direction: "outgoing", .outcome: "missed"]
        }
    }

    var name: LocalizedText {
        switch self {
        case .incomingAnswered: LocalizedText(uk: "Вхідні прийняті", en: "Incoming answered")
        case .missed: CommonStrings.missed
        case .outgoingAnswered: LocalizedText(uk: "Вихідні прийняті", en: "Outgoing answered")
        case .outgoingUnanswered:
            LocalizedText(uk: "Вихідні без відповіді", en: "Outgoing, no answer")
        }
    }

    var shade: Shade {
        switch self {
        case .incomingAnswered, .outgoingAnswered: .answered
        case .missed: .missed
        case .outgoingUnanswered: .other
        }
    }
}

/// The colours of charts; the raw values are CSS classes.
enum Shade: String {
    case answered, missed
    /// Outgoing calls without an answer.
    case other
    /// The period before.
    case before
}
