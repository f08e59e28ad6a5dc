import CallRules
import CompanyTime

/// Which calls to list. Nil: no condition; all conditions must hold.
package struct CallFilter: Hashable, Sendable {
    /// Started at this moment or later.
    package var from: Instant?
    /// Started before this moment.
    package var to: Instant?
    /// The direction of the call.
    package var direction: LegDirection?
    /// True: external calls only, incoming or outgoing.
    package var isOutside = false
    /// The outcome of the call.
    package var outcome: Call.Outcome?
    /// An external number by its E.164 form, another one as Phonet wrote it.
    package var phone: PhoneNumber?
    /// The employee of the call.
    package var employeeID: Employee.ID?
    /// True: calls without a known employee.
    package var hasNoEmployee = false
    /// The line, as Phonet names it.
    package var line: String?
    /// The client of the call.
    package var clientID: Client.ID?
    /// The lead of the call.
    package var leadID: Lead.ID?
    /// True: calls with a client or a lead; false: external calls with neither.
    package var isKnown: Bool?
    /// Phonet's CDR names a recording.
    package var hasRecording: Bool?
    /// Missed incoming calls whose case a conversation ended; false: those whose case is still open.
    package var isReturned: Bool?
    /// The category of the call.
    package var categoryID: CallCategory.ID?
    /// True: calls without a category.
    package var hasNoCategory = false
    /// People wrote a note about the call.
    package var hasNote: Bool?
    /// True: calls of ignored numbers; false: the others.
    package var isIgnored: Bool?
    /// Ignored because of this entry of the ignore list.
    package var ignoredBy: IgnoredNumber.ID?
    /// The call made a lead.
    package var madeLead = false
    /// The first call of its number.
    package var isFirst = false
    /// Only the latest call of each number among those of the same period, direction and employee;
    /// calls without a number are left out.
    package var isOnePerNumber = false
    /// The wait of the caller.
    package var waitSeconds = SecondsRange()
    /// The length of the talk.
    package var talkSeconds = SecondsRange()
    /// The local hour in which the call started.
    package var localHour: LocalHour?
    /// Started within the working hours of its line; false: outside of them.
    package var isWithinHours: Bool?
    /// Text of a search field: parts of the name of the client, the lead or the contact, or three or more
    /// digits anywhere in the number; what is too short to search for finds nothing.
    package var text: String?
    /// Changed at this moment or later, the earliest change first, whatever the order of the list.
    package var changedAfter: Instant?

    package init() {}

    /// Whether a text is long enough to search for.
    package static func isSearchable(_ text: String) -> Bool { SearchText(text) != nil }
}

/// A range of durations in whole seconds.
package struct SecondsRange: Hashable, Sendable {
    /// Inclusive; nil: no lower limit.
    package var from: Int?
    /// Exclusive; nil: no upper limit.
    package var to: Int?

    /// Without limits the range includes calls without the duration.
    package init(from: Int? = nil, to: Int? = nil) {
        self.from = from
        self.to = to
    }

    var isWhole: Bool { from == nil && to == nil }
}

/// A day of the week, an hour of the day or both, in local time at the start of a call.
/// The repeated hour of autumn is one hour.
package struct LocalHour: Hashable, Sendable {
    /// 1…7, Monday first; nil: every day.
    package var weekday: Int?
    /// 0…23; nil: the whole day.
    package var hour: Int?
    /// The company's time zone.
    package let clock: CompanyClock

    /// Every day and hour.
    package init(weekday: Int? = nil, hour: Int? = nil, in clock: CompanyClock) {
        self.weekday = weekday
        self.hour = hour
        self.clock = clock
    }
}

/// The order of a list of calls. Calls of the same rank are sorted by when they were stored.
package enum CallOrder: String, CaseIterable, Sendable {
    /// By start, the latest first.
    case newest
    /// By start, the earliest first.
    case oldest
    /// The longest talk first; calls without a talk last.
    case talk
    /// The longest wait first; calls without a wait last.
    case wait
}
