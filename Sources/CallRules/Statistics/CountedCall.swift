/// An external call as statistics count it.
package struct CountedCall: Hashable, Sendable {
    /// When the call began.
    package let startedAt: Instant
    /// False: outgoing. Internal calls are not counted.
    package var isIncoming = true
    /// Nil while it goes on.
    package var outcome: Call.Outcome?
    /// Nil: not known.
    package var employee: Employee.ID?
    /// The digits of the outside number in E.164, at most 15; nil without an E.164 form.
    package var number: Int64?
    /// The first call of its number.
    package var isFirst = false
    /// Nil when it is not known.
    package var waitSeconds: Int?
    /// Nil when nobody talked or it is not known.
    package var talkSeconds: Int?
    /// See `CallCounting.place(of:)`; unknown, too, if the company has one line only.
    package var line = CountedLinePlace.unknown
    /// It began within the working hours of its line.
    package var isWithinHours = true
    /// Rule C made a lead from it.
    package var madeLead = false
    /// What people chose; nil: nothing.
    package var category: CallCategory.ID?
    /// The resolution of the case a missed incoming call belongs to; nil: there is none.
    package var missedCase: MissedCaseResolution?

    package init(startedAt: Instant) {
        self.startedAt = startedAt
    }
}

/// The place of a line in a `CallCounting`. A call has it instead of the line's name, because texts that are
/// copied half a million times take longer than the counting.
package struct CountedLinePlace: Hashable, Sendable {
    /// Of calls whose line is not known.
    package static let unknown = CountedLinePlace(index: 0)
    let index: Int
}

/// How the case of a missed call ended.
package enum MissedCaseResolution: Hashable, Sendable {
    case open
    /// Returned this many seconds of working time after the call.
    case returned(afterSeconds: Int)
    case closed
}
