/// A call with the outside as statistics count it.
public struct CountedCall: Hashable, Sendable {
    public let startedAt: Instant
    public var isIncoming = true
    /// Nil while it goes on.
    public var outcome: Call.Outcome?
    /// Who had it; nil: nobody is known.
    public var employee: Employee.ID?
    /// The digits of the outside number in E.164, at most 15; nil for one that is hidden or no full number.
    public var number: Int64?
    /// The first call ever of its number.
    public var isFirst = false
    /// Nil when it is not known.
    public var waitSeconds: Int?
    /// Nil when nobody talked or it is not known.
    public var talkSeconds: Int?
    public var madeLead = false
    /// What became of the case a missed incoming call belongs to; nil: there is none.
    public var missedCase: MissedCaseFate?

    public init(startedAt: Instant) {
        self.startedAt = startedAt
    }
}

/// What became of somebody who was not answered.
public enum MissedCaseFate: Hashable, Sendable {
    case open
    /// So many seconds after this call somebody talked with them.
    case returned(afterSeconds: Int)
    case closed
}
