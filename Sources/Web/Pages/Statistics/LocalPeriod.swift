import CallRules
import CompanyTime

/// Days on the company's clock, one after the other, of which the first and the last may
/// be parts of days.
struct LocalPeriod: Sendable {
    let days: [LocalDay]
    let start: Instant
    /// The first moment after it.
    let end: Instant
    let clock: CompanyClock

    /// Days of the longest period that is counted.
    static let longest = 731

    /// Nil for a period that ends before it begins, or that is too long.
    init?(from start: Instant, to end: Instant, in clock: CompanyClock) {
        guard start < end, end.seconds(since: start) <= (LocalPeriod.longest + 1) * 86_400 else {
            return nil
        }
        var days = [LocalDay(of: start, in: clock)]
        while let last = days.last, last.start < last.end, last.end < end {
            days.append(LocalDay(of: last.end, in: clock))
        }
        guard days.count <= LocalPeriod.longest else { return nil }
        self.days = days
        self.start = start
        self.end = end
        self.clock = clock
    }

    /// As many days right before it.
    var previous: LocalPeriod? {
        guard let first = days.first else { return nil }
        let start = first.earlier(by: days.count, in: clock).start
        return LocalPeriod(from: start, to: first.start, in: clock)
    }

    /// As the rules cut it.
    var cut: CallStatistics.Period? {
        CallStatistics.Period(
            days: days.map { max($0.start, start) }, end: end,
            clock: clock.localClock(from: start, to: end))
    }
}
