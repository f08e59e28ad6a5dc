/// A call with the outside as statistics count it.
package struct CountedCall: Hashable, Sendable {
    package let startedAt: Instant
    package var isIncoming = true
    /// Nil while it goes on.
    package var outcome: Call.Outcome?
    /// Who had it; nil: nobody is known.
    package var employee: Employee.ID?
    /// The digits of the outside number in E.164, at most 15; nil for one that is hidden or no full number.
    package var number: Int64?
    /// The first call ever of its number.
    package var isFirst = false
    /// Nil when it is not known.
    package var waitSeconds: Int?
    /// Nil when nobody talked or it is not known.
    package var talkSeconds: Int?
    package var madeLead = false
    /// What became of the case a missed incoming call belongs to; nil: there is none.
    package var missedCase: MissedCaseResolution?

    package init(startedAt: Instant) {
        self.startedAt = startedAt
    }
}

/// What became of somebody who was not answered.
package enum MissedCaseResolution: Hashable, Sendable {
    case open
    /// So many seconds after this call somebody talked with them.
    case returned(afterSeconds: Int)
    case closed
}
