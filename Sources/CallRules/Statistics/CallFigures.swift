/// How many of some calls were what, and for how long.
public struct CallFigures: Hashable, Sendable {
    /// Calls with the outside, however they went.
    public private(set) var calls = 0
    public private(set) var incomingAnswered = 0
    /// Incoming calls nobody answered.
    public private(set) var missed = 0
    public private(set) var outgoingAnswered = 0
    /// Outgoing calls nobody answered.
    public private(set) var outgoingUnanswered = 0
    /// Missed calls whose case is still open.
    public private(set) var notReturned = 0
    /// First calls ever of their numbers.
    public private(set) var firstTime = 0
    /// Calls that made a lead.
    public private(set) var leads = 0
    /// Waits of answered incoming calls, where they are known.
    public private(set) var waits = LengthSum()
    /// Talks of answered calls, where they are known.
    public private(set) var talks = LengthSum()

    public init() {}

    public var answered: Int { incomingAnswered + outgoingAnswered }
    public var incoming: Int { incomingAnswered + missed + incomingGoingOn }
    public var outgoing: Int { calls - incoming }
    /// Calls whose outcome is not known yet.
    public var goingOn: Int { calls - answered - missed - outgoingUnanswered }

    private var incomingGoingOn = 0

    /// Both together.
    public static func + (left: CallFigures, right: CallFigures) -> CallFigures {
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
public struct LengthSum: Hashable, Sendable {
    /// How many there are.
    public private(set) var count = 0
    /// All together; stays at the limit instead of overflowing.
    public private(set) var seconds = 0

    /// Rounded to the nearest second; nil when there is none.
    public var mean: Int? {
        count > 0 ? Int((Double(seconds) / Double(count)).rounded()) : nil
    }

    mutating func add(_ length: Int) { add(LengthSum(count: 1, seconds: length)) }

    mutating func add(_ other: LengthSum) {
        count += other.count
        let (sum, overflow) = seconds.addingReportingOverflow(other.seconds)
        seconds = overflow ? .max : sum
    }
}
