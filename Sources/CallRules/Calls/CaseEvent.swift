/// Something that happened with an outside number and matters to whoever waits to be called back.
package struct CaseEvent: Hashable, Sendable {
    /// When it happened, by Phonet's clock; when we learnt of it does not matter.
    package let at: Instant
    package let kind: Kind

    package init(at: Instant, _ kind: Kind) {
        self.at = at
        self.kind = kind
    }

    /// What happened.
    package enum Kind: Hashable, Sendable {
        /// They called, and nobody answered.
        case missed(Call.ID)
        /// We called, and they did not answer.
        case attempt(Call.ID)
        /// Somebody talked with them, whoever had called.
        case conversation(Call.ID)
        /// A person closed the case by hand.
        case closing(CaseClosing.ID)
    }

    /// However long it rang, a conversation counts as begun at most so many seconds after its call.
    package static let longestRingingSeconds = 3600

    /// What a call means to the case of its number.
    ///
    /// A missed call and an attempt happen when they start, a conversation when it is answered.
    /// - Returns: nil for an internal call, one that is not over and not answered, and one whose start
    ///   nobody told.
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
    /// By time. What happened in the same millisecond: missed calls, then attempts, then what ends a
    /// case, so that nothing is left waiting by the grain of a clock.
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
