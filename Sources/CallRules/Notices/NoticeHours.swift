/// What becomes of notices outside working hours.
package enum NoticesOutsideHours: String, CaseIterable, Sendable {
    /// They go out as at any other time.
    case atOnce = "at_once"
    /// They wait until work begins.
    case atOpening = "at_opening"
    /// Calls from outside the hours make none. Notices of other calls that become due outside of them
    /// wait until work begins.
    case never
}

/// When a notice of one call may go out.
package struct NoticeHours: Sendable {
    private let policy: NoticesOutsideHours
    private let clock: WorkingClock

    /// - Parameter clock: the hours of the line of the call.
    package init(_ policy: NoticesOutsideHours, _ clock: WorkingClock) {
        self.policy = policy
        self.clock = clock
    }

    /// What becomes of a notice.
    package enum Departure: Hashable, Sendable {
        /// It goes out as if there were no hours.
        case now
        /// It waits for this later moment and is judged again then.
        case later(Instant)
        case never
    }

    /// Judged when the notice is formed and again when it is due, so that hours that changed since
    /// count.
    ///
    /// - Parameters:
    ///   - began: when the call began; nil: not known, it counts as `moment`.
    ///   - moment: when the notice would go out.
    package func departure(of began: Instant?, at moment: Instant) -> Departure {
        if policy == .atOnce || clock.isAlways { return .now }
        if policy == .never, !clock.isOpen(at: began ?? moment) { return .never }
        guard let opening = clock.opening(atOrAfter: moment), opening > moment else { return .now }
        return .later(opening)
    }

    /// Milliseconds since a moment, for the age of a missed call. While notices wait for work to begin, the
    /// time outside of it makes nothing older.
    package func age(since moment: Instant, at now: Instant) -> Int64 {
        policy == .atOpening && !clock.isAlways
            ? clock.milliseconds(from: moment, to: now)
            : now.milliseconds.subtractingReportingOverflow(moment.milliseconds).partialValue
    }
}
