import CallRules
import CompanyTime

/// Successive calendar days in one time zone; the first and the last may be cut.
struct LocalPeriod: Sendable {
    let days: [LocalDay]
    let start: Instant
    /// The first moment after the period.
    let end: Instant
    let clock: CompanyClock

    /// The longest period that is counted, in days.
    static let longest = 731

    /// Nil when the period ends before it begins or is too long.
    init?(from start: Instant, to end: Instant, in clock: CompanyClock) {
        guard start < end, end.seconds(since: start) <= (LocalPeriod.longest + 1) * 86_400 else {
            return nil
        }
        var days = [LocalDay(of: start, in: clock)]
        while let last = days.last, last.end < end {
            let next = LocalDay(of: last.end, in: clock)
            // The calendar ends with the year 9999.
            guard last.start < next.start else { break }
            days.append(next)
        }
        guard days.count <= LocalPeriod.longest else { return nil }
        self.days = days
        self.start = start
        self.end = end
        self.clock = clock
    }

    /// The period of the same number of days just before.
    var previous: LocalPeriod? {
        guard let first = days.first else { return nil }
        let start = first.earlier(by: days.count, in: clock).start
        return LocalPeriod(from: start, to: first.start, in: clock)
    }

    /// The period before; of a period that is not over at `now`, only the part before the same time of day, in
    /// whole minutes.
    func compared(at now: Instant) -> LocalPeriod? {
        guard let previous, start < now, now < end,
            let today = days.lastIndex(where: { $0.start <= now }),
            previous.days.indices.contains(today)
        else { return previous }
        let minutes = max(now.seconds(since: days[today].start) / 60, 1)
        let cut = min(
            previous.days[today].start.advanced(bySeconds: minutes * 60), previous.days[today].end)
        return LocalPeriod(from: previous.start, to: cut, in: clock)
    }

    /// The seconds of its last day that it has; nil: the whole day.
    var cutSeconds: Int? {
        guard let last = days.last, end < last.end else { return nil }
        return end.seconds(since: last.start)
    }

    /// The period as `CallStatistics` takes it.
    var cut: CallStatistics.Period? {
        CallStatistics.Period(
            days: days.map { max($0.start, start) }, end: end,
            clock: clock.localClock(from: start, to: end))
    }
}
