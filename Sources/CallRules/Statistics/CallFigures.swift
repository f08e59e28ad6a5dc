/// Counts and durations of a set of calls.
package struct CallFigures: Hashable, Sendable {
    /// External calls of every outcome.
    package private(set) var calls = 0
    /// Incoming calls somebody answered.
    package private(set) var incomingAnswered = 0
    /// Incoming calls nobody answered.
    package private(set) var missed = 0
    /// Outgoing calls somebody answered.
    package private(set) var outgoingAnswered = 0
    /// Outgoing calls nobody answered.
    package private(set) var outgoingUnanswered = 0
    /// Missed calls whose case is still open.
    package private(set) var notReturned = 0
    /// Calls that are the first of their numbers.
    package private(set) var firstTime = 0
    /// Calls that made a lead.
    package private(set) var leads = 0
    /// Known waits of answered incoming calls.
    package private(set) var waits = LengthSum(nil)
    /// Known talk times of answered calls.
    package private(set) var talks = LengthSum(nil)

    package init() {}

    /// Answered calls of both directions.
    package var answered: Int { incomingAnswered + outgoingAnswered }
    /// Incoming calls of every outcome.
    package var incoming: Int { incomingAnswered + missed + incomingGoingOn }
    /// Outgoing calls of every outcome.
    package var outgoing: Int { calls - incoming }
    /// Calls whose outcome is not known yet.
    package var goingOn: Int { calls - answered - missed - outgoingUnanswered }

    private var incomingGoingOn = 0

    /// The figures of one call. Without branches, for a year has half a million calls in no order.
    init(_ call: CountedCall) {
        let isAnswered = call.outcome == .answered
        let isMissed = call.outcome == .missed
        calls = 1
        incomingAnswered = call.isIncoming && isAnswered ? 1 : 0
        missed = call.isIncoming && isMissed ? 1 : 0
        incomingGoingOn = call.isIncoming && !isAnswered && !isMissed ? 1 : 0
        outgoingAnswered = !call.isIncoming && isAnswered ? 1 : 0
        outgoingUnanswered = !call.isIncoming && isMissed ? 1 : 0
        notReturned = call.missedCase == .open ? 1 : 0
        firstTime = call.isFirst ? 1 : 0
        leads = call.madeLead ? 1 : 0
        waits = LengthSum(isAnswered && call.isIncoming ? call.waitSeconds : nil)
        talks = LengthSum(isAnswered ? call.talkSeconds : nil)
    }

    /// The sum of two sets.
    package static func + (left: CallFigures, right: CallFigures) -> CallFigures {
        var sum = left
        sum.add(right)
        return sum
    }

    mutating func add(_ other: CallFigures) {
        calls &+= other.calls
        incomingAnswered &+= other.incomingAnswered
        missed &+= other.missed
        incomingGoingOn &+= other.incomingGoingOn
        outgoingAnswered &+= other.outgoingAnswered
        outgoingUnanswered &+= other.outgoingUnanswered
        notReturned &+= other.notReturned
        firstTime &+= other.firstTime
        leads &+= other.leads
        waits.add(other.waits)
        talks.add(other.talks)
    }
}

/// A sum of durations.
package struct LengthSum: Hashable, Sendable {
    /// Number of durations.
    package private(set) var count = 0
    /// The sum in seconds; stops at the limit instead of overflowing.
    package private(set) var seconds = 0

    /// The mean, rounded to the nearest second; nil when there is no duration.
    package var mean: Int? {
        count > 0 ? Int((Double(seconds) / Double(count)).rounded()) : nil
    }

    /// Of one duration or none.
    fileprivate init(_ length: Int?) {
        count = length == nil ? 0 : 1
        seconds = length ?? 0
    }

    mutating func add(_ other: LengthSum) {
        count &+= other.count
        let (sum, overflow) = seconds.addingReportingOverflow(other.seconds)
        seconds = overflow ? .max : sum
    }
}
