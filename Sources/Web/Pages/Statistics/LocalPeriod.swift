import CallRules
import Foundation

/// Successive calendar days in one time zone; the first and the last may be cut.
struct LocalPeriod: Sendable {
    let days: [LocalDay]
    let start: Instant
    /// The first moment after the period.
    let end: Instant
    let zone: TimeZone

    /// The longest period that is counted, in days.
    static let longest = 731

    /// Nil when the period ends before it begins or is too long.
    init?(from start: Instant, to end: Instant, in zone: TimeZone) {
        guard start < end, end.seconds(since: start) <= (LocalPeriod.longest + 1) * 86_400 else {
            return nil
        }
        var days = [LocalDay(of: start, in: zone)]
        while let last = days.last, last.start < last.end, last.end < end {
            days.append(LocalDay(of: last.end, in: zone))
        }
        guard days.count <= LocalPeriod.longest else { return nil }
        self.days = days
        self.start = start
        self.end = end
        self.zone = zone
    }

    /// The period of the same number of days just before.
    var previous: LocalPeriod? {
        guard let first = days.first else { return nil }
        let start = first.earlier(by: days.count, in: zone).start
        return LocalPeriod(from: start, to: first.start, in: zone)
    }

    /// The period as `CallStatistics` takes it.
    var cut: CallStatistics.Period? {
        CallStatistics.Period(
            days: days.map { max($0.start, start) }, end: end,
            clock: LocalClock(of: zone, from: start, to: end))
    }
}

extension LocalClock {
    /// The clock of a time zone between two moments, with every change of its offset.
    init(of zone: TimeZone, from start: Instant, to end: Instant) {
        var stretches: [Stretch] = []
        var next: Instant? = start
        while let start = next, start < end {
            let date = Date(timeIntervalSince1970: Double(start.milliseconds) / 1000)
            stretches.append(Stretch(start: start, offsetSeconds: zone.secondsFromGMT(for: date)))
            let change = zone.nextDaylightSavingTimeTransition(after: date)
                .map { Instant(milliseconds: Int64($0.timeIntervalSince1970 * 1000)) }
            next = change.flatMap { $0 > start ? $0 : nil }
        }
        self.init(stretches)
    }
}
