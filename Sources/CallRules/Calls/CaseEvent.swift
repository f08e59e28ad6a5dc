/// Something that opens, continues or ends a missed-call case of an outside number.
package struct CaseEvent: Hashable, Sendable {
    /// When it happened, by Phonet's clock; the time of arrival does not matter.
    package let at: Instant
    /// What happened.
    package let kind: Kind

    package init(at: Instant, _ kind: Kind) {
        self.at = at
        self.kind = kind
    }

    /// What happened.
    package enum Kind: Hashable, Sendable {
        /// An incoming call that nobody answered.
        case missed(Call.ID)
        /// An outgoing call that was not answered.
        case attempt(Call.ID)
        /// The begin or the end of a conversation, incoming or outgoing.
        case conversation(Call.ID)
        /// An employee closed the case by hand.
        case closing(CaseClosing.ID)
    }

    /// A conversation counts as begun at most this many seconds after its call started.
    package static let longestRingingSeconds = 3600
    /// A conversation counts as ended at most this many seconds after it began.
    package static let longestTalkSeconds = StaleCall.talkingSeconds

    /// The events a call is for the cases of its number. A conversation is one event when it begins
    /// and one when it ends, so that a call missed meanwhile is returned by it at its end.
    ///
    /// - Returns: none for an internal call, for one neither over nor answered, and for one without
    /// a known start.
    package static func events(
        _ call: Call.ID, _ direction: LegDirection?, _ outcome: Call.Outcome?,
        startedAt: Instant?, answeredAt: Instant?, endedAt: Instant?
    ) -> [CaseEvent] {
        let event = CaseEvent(
            call, direction, outcome, startedAt: startedAt, answeredAt: answeredAt)
        guard let event else { return [] }
        guard case .conversation = event.kind, let endedAt, endedAt > event.at else {
            return [event]
        }
        let latest = event.at.advanced(bySeconds: longestTalkSeconds)
        return [event, CaseEvent(at: min(endedAt, latest), event.kind)]
    }

    /// The event with which a call begins for the case of its number.
    /// The time of a missed call and of an attempt is their start; of a conversation, its answer.
    /// - Returns: nil for an internal call, for one neither over nor answered, and for one without
    /// a known start.
    package init?(
        _ call: Call.ID, _ direction: LegDirection?, _ outcome: Call.Outcome?,
        startedAt: Instant?, answeredAt: Instant?
    ) {
        guard let startedAt, let outcome else { return nil }
        switch (direction, outcome) {
        case (.internal?, _), (nil, _): return nil
        case (.incoming?, .missed): self.init(at: startedAt, .missed(call))
        case (.outgoing?, .missed): self.init(at: startedAt, .attempt(call))
        case (.incoming?, .answered), (.outgoing?, .answered):
            let latest = startedAt.advanced(bySeconds: CaseEvent.longestRingingSeconds)
            let told = answeredAt ?? startedAt
            self.init(at: min(max(told, startedAt), latest), .conversation(call))
        }
    }
}

extension CaseEvent: Comparable {
    /// By time. In the same millisecond: missed calls, then attempts, then what ends a case, so
    /// that a case ends even when its end has the same time as its last call.
    package static func < (left: CaseEvent, right: CaseEvent) -> Bool {
        (left.at, left.kind.rank.0, left.kind.rank.1)
            < (right.at, right.kind.rank.0, right.kind.rank.1)
    }
}

extension CaseEvent.Kind {
    fileprivate var rank: (Int, Int64) {
        switch self {
        case .missed(let call): (0, call.value)
        case .attempt(let call): (1, call.value)
        case .conversation(let call): (2, call.value)
        case .closing(let closing): (3, closing.value)
        }
    }
}
