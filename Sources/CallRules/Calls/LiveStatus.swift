/// What a call is to one employee just now: the state of their live card (product.md §6.7).
package enum LiveStatus: Hashable, Sendable {
    /// It rings at their telephone, or they are told that it rings; outgoing: the other side rings.
    case ringing
    /// They talk; nil: since when was not told.
    case talking(since: Instant?)
    /// They talked, and are through with it.
    case answered
    /// It rang for them, or they called, and nobody answered.
    case missed

    /// Something of it may still change by itself.
    package var isLive: Bool {
        switch self {
        case .ringing, .talking: true
        case .answered, .missed: false
        }
    }
}

extension Call {
    /// The state of somebody's card; nil: the call does not concern them, or no longer. When
    /// somebody answers, it concerns the others no more.
    ///
    /// - Parameters:
    ///   - number: their extension; nil: they have none.
    ///   - isTold: they were told of this incoming call, whoever's telephone rings.
    package func stage(for number: String?, isTold: Bool) -> LiveStatus? {
        guard direction == .incoming || direction == .outgoing else { return nil }
        let own = legs.filter { number != nil && $0.partyKnown?.userExtension == number }
        let isTold = isTold && direction == .incoming
        let tookPart = number.map(participantExtensions.contains) ?? false
        switch state {
        case .ringing: return isTold || own.contains(where: \.isLive) ? .ringing : nil
        case .talking:
            if own.contains(where: { $0.isLive && $0.bridgeAt != nil }) {
                return .talking(since: answeredAt)
            }
            if own.contains(where: isPassedOn) { return .ringing }
            return tookPart ? .answered : nil
        case .ended where isAnswered: return tookPart ? .answered : nil
        case .ended: return isTold || !own.isEmpty ? .missed : nil
        }
    }

    /// The leg rings although somebody has answered: whoever answered passes the call on.
    private func isPassedOn(by leg: Leg) -> Bool {
        guard leg.isLive, leg.bridgeAt == nil, let dialAt = leg.dialAt, let answeredAt else {
            return false
        }
        return dialAt > answeredAt
    }
}
