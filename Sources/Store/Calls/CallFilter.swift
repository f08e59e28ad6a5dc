import CallRules
import Foundation

/// Which calls to list; nil means any, and everything that is told must hold.
public struct CallFilter: Hashable, Sendable {
    /// Started at this moment or later.
    public var from: Instant?
    /// Started before this moment.
    public var to: Instant?
    public var direction: LegDirection?
    /// With the outside: incoming or outgoing.
    public var isOutside = false
    public var outcome: Call.Outcome?
    /// An external number by its E.164 form, another one as Phonet wrote it.
    public var phone: PhoneNumber?
    public var employeeID: Employee.ID?
    /// Nobody's: no employee is known to have had it.
    public var hasNoEmployee = false
    /// The company's line, as Phonet calls it.
    public var line: String?
    /// The client that was joined to the call.
    public var clientID: Client.ID?
    /// The lead that was joined to the call.
    public var leadID: Lead.ID?
    /// A client or a lead stands on the call; false: an outside number that was nobody's.
    public var isKnown: Bool?
    /// Phonet's record names a recording.
    public var hasRecording: Bool?
    /// Missed incoming calls whose case a conversation ended; false: those whose case is still open.
    public var isReturned: Bool?
    /// The call made a lead.
    public var madeLead = false
    /// The first call ever of its number.
    public var isFirst = false
    /// Of each number only its latest call in the period, among those of the direction and the
    /// employee asked for; calls without a number are left out.
    public var isOnePerNumber = false
    public var waitSeconds = SecondsRange()
    public var talkSeconds = SecondsRange()
    public var localHour: LocalHour?

    public init() {}
}

/// A length of time in whole seconds.
public struct SecondsRange: Hashable, Sendable {
    /// At least so many; nil: no matter.
    public var from: Int?
    /// Fewer than so many; nil: no matter.
    public var to: Int?

    /// Nil at both ends: every length, and calls that have none.
    public init(from: Int? = nil, to: Int? = nil) {
        self.from = from
        self.to = to
    }

    var isWhole: Bool { from == nil && to == nil }
}

/// A day of the week, an hour of the day or both, as clocks in one zone show them when a call
/// starts. The hour that clocks show twice in autumn is one hour.
public struct LocalHour: Hashable, Sendable {
    /// 1…7, Monday first; nil: every day.
    public var weekday: Int?
    /// 0…23; nil: the whole day.
    public var hour: Int?
    /// Where the clocks are.
    public let zone: TimeZone

    /// Every day and hour until one is told.
    public init(weekday: Int? = nil, hour: Int? = nil, in zone: TimeZone) {
        self.weekday = weekday
        self.hour = hour
        self.zone = zone
    }
}

/// In which order calls are listed; those of the same rank by the order they were heard of.
public enum CallOrder: String, CaseIterable, Sendable {
    /// By their start, the latest first.
    case newest
    /// By their start.
    case oldest
    /// The longest talk first; those without a talk come last.
    case talk
    /// The longest waiting first; those without it come last.
    case wait
}
