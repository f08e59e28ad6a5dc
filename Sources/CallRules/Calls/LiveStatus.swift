/// The state of one call on the live card of one employee.
package enum LiveStatus: Hashable, Sendable {
    /// Their phone rings, or they get notices of this call; outgoing: the other side rings.
    case ringing
    /// They talk; nil: the start is not known.
    case talking(since: Instant?)
    /// They talked, and their part is over.
    case answered
    /// Their phone rang, or they called, and nobody answered.
    case missed

    /// The state can still change without the employee.
    package var isLive: Bool {
        switch self {
        case .ringing, .talking: true
        case .answered, .missed: false
        }
    }
}

extension Call {
    /// The state of an employee's live card; nil: there is no card. An answer removes the cards of
    /// the other employees.
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

    /// The leg rings although the call was answered: it is being transferred.
    private func isPassedOn(by leg: Leg) -> Bool {
        guard leg.isLive, leg.bridgeAt == nil, let dialAt = leg.dialAt, let answeredAt else {
            return false
        }
        return dialAt > answeredAt
    }
}
