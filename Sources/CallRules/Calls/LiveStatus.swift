/// The state of one call on the live card of one employee.
package enum LiveStatus: Hashable, Sendable {
    /// Incoming: the employee's phone rings, or they get a notice of the call. Outgoing: the other
    /// side rings.
    case ringing
    /// The employee talks since this time; nil: the start is not known.
    case talking(since: Instant?)
    /// The employee talked, and their part of the call is over.
    case answered
    /// The employee's phone rang, or the employee called, and nobody answered.
    case missed

    /// True when the state can still change without an action of the employee.
    package var isLive: Bool {
        switch self {
        case .ringing, .talking: true
        case .answered, .missed: false
        }
    }
}

extension Call {
    /// The state of an employee's live card; nil: there is no card. When somebody answers, the
    /// other employees have no card any more.
    ///
    /// - Parameters:
    ///   - number: the employee's extension; nil: none.
    ///   - isTold: true when the employee got a notice of this incoming call, even if their own
    ///     phone does not ring.
    package func stage(for number: String?, isTold: Bool) -> LiveStatus? {
        guard direction == .incoming || direction == .outgoing else { return nil }
        let own = legs.filter { number != nil && $0.partyKnown?.userExtension == number }
        let isTold = isTold && direction == .incoming
        let tookPart = number.map(participantExtensions.contains) ?? false
        switch state {
        case .ringing: return isTold || own.contains(where: \.isLive) ? .ringing : nil
        case .talking:
            if own.contains(where: { $0.isLive && $0.isBridged }) {
                return .talking(since: answeredAt)
            }
            if own.contains(where: isPassedOn) { return .ringing }
            return tookPart ? .answered : nil
        case .ended where isAnswered: return tookPart ? .answered : nil
        case .ended: return isTold || !own.isEmpty ? .missed : nil
        }
    }

    /// The leg rings although the call was answered: it is being transferred.
    func isPassedOn(by leg: Leg) -> Bool {
        guard leg.isLive, !leg.isBridged, let dialAt = leg.dialAt, let answeredAt else {
            return false
        }
        return dialAt > answeredAt
    }
}
