/// How many of some calls were what, and for how long.
package struct CallFigures: Hashable, Sendable {
    /// Calls with the outside, however they went.
    package private(set) var calls = 0
    package private(set) var incomingAnswered = 0
    /// Incoming calls nobody answered.
    package private(set) var missed = 0
    package private(set) var outgoingAnswered = 0
    /// Outgoing calls nobody answered.
    package private(set) var outgoingUnanswered = 0
    /// Missed calls whose case is still open.
    package private(set) var notReturned = 0
    /// First calls ever of their numbers.
    package private(set) var firstTime = 0
    /// Calls that made a lead.
    package private(set) var leads = 0
    /// Waits of answered incoming calls, where they are known.
    package private(set) var waits = LengthSum()
    /// Talks of answered calls, where they are known.
    package private(set) var talks = LengthSum()

    package init() {}

    package var answered: Int { incomingAnswered + outgoingAnswered }
    package var incoming: Int { incomingAnswered + missed + incomingGoingOn }
    package var outgoing: Int { calls - incoming }
    /// Calls whose outcome is not known yet.
    package var goingOn: Int { calls - answered - missed - outgoingUnanswered }

    private var incomingGoingOn = 0

    /// Both together.
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

/// Lengths of time added up.
package struct LengthSum: Hashable, Sendable {
    /// How many there are.
    package private(set) var count = 0
    /// All together; stays at the limit instead of overflowing.
    package private(set) var seconds = 0

    /// Rounded to the nearest second; nil when there is none.
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
