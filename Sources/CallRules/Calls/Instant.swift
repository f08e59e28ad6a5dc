/// A point in time: milliseconds since 1970-01-01T00:00:00Z, the unit of every stored time.
package struct Instant: Comparable, Hashable, Sendable {
    /// Since 1970-01-01 00:00 UTC.
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Later by whole seconds; stops at the limit instead of overflowing.
    package func advanced(bySeconds seconds: Int) -> Instant {
        moved(by: Int64(seconds), times: 1000)
    }

    /// Earlier by whole seconds; stops at the limit instead of overflowing.
    package func earlier(bySeconds seconds: Int) -> Instant {
        moved(by: Int64(seconds), times: -1000)
    }

    /// Later by one millisecond; stops at the limit instead of overflowing.
    package var next: Instant { moved(by: 1, times: 1) }

    private func moved(by count: Int64, times unit: Int64) -> Instant {
        let (delta, tooFar) = count.multipliedReportingOverflow(by: unit)
        let (sum, overflow) = milliseconds.addingReportingOverflow(delta)
        let limit: Int64 = (count < 0) == (unit < 0) ? .max : .min
        return Instant(milliseconds: tooFar || overflow ? limit : sum)
    }

    /// Whole seconds from `earlier` to this moment, rounded down, never negative.
    package func seconds(since earlier: Instant) -> Int {
        let (delta, overflow) = milliseconds.subtractingReportingOverflow(earlier.milliseconds)
        return overflow || delta < 0 ? 0 : Int(delta / 1000)
    }

    /// Whether it cannot have been yet: more than five minutes after `now`. The wall clock was set back
    /// since it was read, or was wrong then.
    package func isInTheFuture(at now: Instant) -> Bool {
        self > now.advanced(bySeconds: Instant.clockToleranceSeconds)
    }

    /// The step of a clock that is ignored.
    package static let clockToleranceSeconds = 300

    package static func < (left: Instant, right: Instant) -> Bool {
        left.milliseconds < right.milliseconds
    }
}
