import CallRules
import Foundation
import Synchronization

/// What clocks in the company's time zone show.
///
/// It does not know the current time: every function takes a moment. The offsets to UTC come from
/// the time zone database of this machine; the calendar is Gregorian.
package struct CompanyClock: Hashable, Sendable {
    /// The time zone of the settings.
    package let zone: TimeZone

    package init(_ zone: TimeZone) {
        self.zone = zone
    }

    /// - Parameter identifier: an IANA name; UTC stands in for one this machine does not know.
    package init(timezone identifier: String) {
        zone = TimeZone(identifier: identifier) ?? .gmt
    }

    /// Local time less UTC.
    package func offsetSeconds(at instant: Instant) -> Int {
        zone.secondsFromGMT(for: CompanyClock.date(instant))
    }

    /// Date and time of day. Moments before the year 0 or after 9999 are read as the nearest one
    /// within.
    package func reading(at instant: Instant) -> Reading {
        let local = local(instant)
        let day = CompanyClock.dayNumber(local)
        let seconds = Int((local.milliseconds - day * CompanyClock.millisecondsADay) / 1000)
        return Reading(date: CivilDate(daysSince1970: day), secondsOfDay: seconds)
    }

    /// 0…1439. The hour clocks show twice in autumn has the same minutes both times.
    package func minuteOfDay(at instant: Instant) -> Int { reading(at: instant).secondsOfDay / 60 }

    /// The moment at which clocks show what `wall` says of UTC. Of an hour shown twice it is the
    /// second; an hour left out is read as the hour after it.
    package func instant(showing wall: Instant) -> Instant {
        let near = wall.earlier(bySeconds: offsetSeconds(at: wall))
        return wall.earlier(bySeconds: offsetSeconds(at: near))
    }

    /// The last moment up to `now` that is so many seconds after the start of a day: once a day,
    /// also on the days clocks are changed.
    ///
    /// - Parameter seconds: less than the 23 hours of the shortest day.
    package func last(secondsAfterMidnight seconds: Int, upTo now: Instant) -> Instant {
        let today = LocalDay(of: now, in: self)
        let moment = today.start.advanced(bySeconds: seconds)
        return moment <= now
            ? moment : today.earlier(by: 1, in: self).start.advanced(bySeconds: seconds)
    }

    /// What a clock shows.
    package struct Reading: Hashable, Sendable {
        package let date: CivilDate
        /// 0…86399.
        package let secondsOfDay: Int

        /// 0…23.
        package var hour: Int { secondsOfDay / 3600 }
        /// 0…59.
        package var minute: Int { secondsOfDay / 60 % 60 }
        /// 0…59.
        package var second: Int { secondsOfDay % 60 }
    }
}

// MARK: - Stretches of one offset

extension CompanyClock {
    /// A time in which the offset to UTC stays the same.
    package struct Stretch: Hashable, Sendable {
        /// Its first moment.
        package let start: Instant
        /// The first moment after it; later than `start`.
        package let end: Instant
        /// Local time less UTC.
        package let offsetSeconds: Int
    }

    /// Cuts the time from `start` to `end` where the offset changes; empty when `end` is not later.
    package func stretches(from start: Instant, to end: Instant) -> [Stretch] {
        var all: [Stretch] = []
        var start = start
        while start < end {
            let offset = offsetSeconds(at: start)
            let change = change(after: start, before: end, from: offset)
            all.append(Stretch(start: start, end: change ?? end, offsetSeconds: offset))
            start = change ?? end
        }
        return all
    }

    /// What clocks show from `start` to `end`, for the rules, which have no time zones.
    package func localClock(from start: Instant, to end: Instant) -> LocalClock {
        LocalClock(
            stretches(from: start, to: end).map {
                LocalClock.Stretch(start: $0.start, offsetSeconds: $0.offsetSeconds)
            })
    }

    /// What clocks show from the year 2000, before which no time of a call is believed, to 2060.
    /// Made once for each zone.
    package var wholeClock: LocalClock {
        CompanyClock.wholeClocks.withLock { known in
            if let clock = known[zone.identifier] { return clock }
            let clock = localClock(
                from: Instant(milliseconds: 946_684_800_000),
                to: Instant(milliseconds: 2_840_140_800_000))
            known[zone.identifier] = clock
            return clock
        }
    }

    private static let wholeClocks = Mutex<[String: LocalClock]>([:])

    private func change(after start: Instant, before end: Instant, from offset: Int) -> Instant? {
        // Looking for the next change costs more than looking at both ends. No zone changes twice in
        // two days.
        if end.seconds(since: start) <= 2 * 86_400, offsetSeconds(at: end) == offset { return nil }
        return zone.nextDaylightSavingTimeTransition(after: CompanyClock.date(start))
            .map(CompanyClock.instant).flatMap { start < $0 && $0 < end ? $0 : nil }
    }
}

// MARK: - Days

extension CompanyClock {
    static let millisecondsADay: Int64 = 86_400_000

    /// The first moment of a day. Days begin at 00:00, unless clocks leave it out.
    ///
    /// - Parameter number: days since 1970-01-01.
    func start(ofDay number: Int64) -> Instant {
        let midnight = Instant(milliseconds: number * CompanyClock.millisecondsADay)
        // Local time is 12 hours before to 14 hours after UTC.
        let near = stretches(
            from: midnight.earlier(bySeconds: 86_400), to: midnight.advanced(bySeconds: 86_400))
        for stretch in near {
            let start = max(stretch.start, midnight.earlier(bySeconds: stretch.offsetSeconds))
            if start < stretch.end { return start }
        }
        return midnight
    }

    /// Days since 1970-01-01 on local clocks.
    func dayNumber(of instant: Instant) -> Int64 { CompanyClock.dayNumber(local(instant)) }

    private static func dayNumber(_ local: Instant) -> Int64 {
        let (day, rest) = local.milliseconds.quotientAndRemainder(dividingBy: millisecondsADay)
        return rest < 0 ? day - 1 : day
    }

    /// The moment at which UTC shows what local clocks show at `instant`.
    private func local(_ instant: Instant) -> Instant {
        let instant = CompanyClock.clamped(instant)
        return instant.advanced(bySeconds: offsetSeconds(at: instant))
    }

    /// Within the years 0…9999, less a day at both ends for the offset.
    private static func clamped(_ instant: Instant) -> Instant {
        let days: ClosedRange<Int64> = -719_527...2_932_895
        let limits = days.lowerBound * millisecondsADay...days.upperBound * millisecondsADay
        return Instant(
            milliseconds: min(max(instant.milliseconds, limits.lowerBound), limits.upperBound))
    }

    private static func date(_ instant: Instant) -> Date {
        Date(timeIntervalSince1970: Double(clamped(instant).milliseconds) / 1000)
    }

    private static func instant(_ date: Date) -> Instant {
        Instant(milliseconds: Int64((date.timeIntervalSince1970 * 1000).rounded()))
    }
}

extension Settings {
    /// The clock of the company's time zone.
    package var companyClock: CompanyClock { CompanyClock(timezone: timezone) }
}
