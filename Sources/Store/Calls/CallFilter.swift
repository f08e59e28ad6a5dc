import CallRules
import CompanyTime

/// Which calls to list; nil means any, and everything that is told must hold.
package struct CallFilter: Hashable, Sendable {
    /// Started at this moment or later.
    package var from: Instant?
    /// Started before this moment.
    package var to: Instant?
    package var direction: LegDirection?
    /// With the outside: incoming or outgoing.
    package var isOutside = false
    package var outcome: Call.Outcome?
    /// An external number by its E.164 form, another one as Phonet wrote it.
    package var phone: PhoneNumber?
    package var employeeID: Employee.ID?
    /// Nobody's: no employee is known to have had it.
    package var hasNoEmployee = false
    /// The company's line, as Phonet calls it.
    package var line: String?
    /// The client that was joined to the call.
    package var clientID: Client.ID?
    /// The lead that was joined to the call.
    package var leadID: Lead.ID?
    /// A client or a lead stands on the call; false: an outside number that was nobody's.
    package var isKnown: Bool?
    /// Phonet's record names a recording.
    package var hasRecording: Bool?
    /// Missed incoming calls whose case a conversation ended; false: those whose case is still open.
    package var isReturned: Bool?
    /// The call made a lead.
    package var madeLead = false
    /// The first call ever of its number.
    package var isFirst = false
    /// Of each number only its latest call in the period, among those of the direction and the
    /// employee asked for; calls without a number are left out.
    package var isOnePerNumber = false
    package var waitSeconds = SecondsRange()
    package var talkSeconds = SecondsRange()
    package var localHour: LocalHour?

    package init() {}
}

/// A length of time in whole seconds.
package struct SecondsRange: Hashable, Sendable {
    /// At least so many; nil: no matter.
    package var from: Int?
    /// Fewer than so many; nil: no matter.
    package var to: Int?

    /// Nil at both ends: every length, and calls that have none.
    package init(from: Int? = nil, to: Int? = nil) {
        self.from = from
        self.to = to
    }

    var isWhole: Bool { from == nil && to == nil }
}

/// A day of the week, an hour of the day or both, as the clock shows them when a call
/// starts. The hour that clocks show twice in autumn is one hour.
package struct LocalHour: Hashable, Sendable {
    /// 1…7, Monday first; nil: every day.
    package var weekday: Int?
    /// 0…23; nil: the whole day.
    package var hour: Int?
    package let clock: CompanyClock

    /// Every day and hour until one is told.
    package init(weekday: Int? = nil, hour: Int? = nil, in clock: CompanyClock) {
        self.weekday = weekday
        self.hour = hour
        self.clock = clock
    }
}

/// In which order calls are listed; those of the same rank by the order they were heard of.
package enum CallOrder: String, CaseIterable, Sendable {
    /// By their start, the latest first.
    case newest
    /// By their start.
    case oldest
    /// The longest talk first; those without a talk come last.
    case talk
    /// The longest waiting first; those without it come last.
    case wait
}
