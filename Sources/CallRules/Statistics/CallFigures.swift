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
    package private(set) var waits = LengthSum()
    /// Known talk times of answered calls.
    package private(set) var talks = LengthSum()

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

    /// The sum of two sets.
    package static func + (left: CallFigures, right: CallFigures) -> CallFigures {
        var sum = left
        sum.calls += right.calls
        sum.incomingAnswered += right.incomingAnswered
        sum.missed += right.missed
        sum.incomingGoingOn += right.incomingGoingOn
        sum.outgoingAnswered += right.outgoingAnswered
        sum.outgoingUnanswered += right.outgoingUnanswered
        sum.notReturned += right.notReturned
        sum.firstTime += right.firstTime
        sum.leads += right.leads
        sum.waits.add(right.waits)
        sum.talks.add(right.talks)
        return sum
    }

    mutating func count(_ call: CountedCall) {
        calls += 1
        switch (call.isIncoming, call.outcome) {
        case (true, .answered?): incomingAnswered += 1
        case (true, .missed?): missed += 1
        case (true, nil): incomingGoingOn += 1
        case (false, .answered?): outgoingAnswered += 1
        case (false, .missed?): outgoingUnanswered += 1
        case (false, nil): break
        }
        if call.missedCase == .open { notReturned += 1 }
        if call.isFirst { firstTime += 1 }
        if call.madeLead { leads += 1 }
        guard call.outcome == .answered else { return }
        if call.isIncoming, let wait = call.waitSeconds { waits.add(wait) }
        if let talk = call.talkSeconds { talks.add(talk) }
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

    mutating func add(_ length: Int) { add(LengthSum(count: 1, seconds: length)) }

    mutating func add(_ other: LengthSum) {
        count += other.count
        let (sum, overflow) = seconds.addingReportingOverflow(other.seconds)
        seconds = overflow ? .max : sum
    }
}
