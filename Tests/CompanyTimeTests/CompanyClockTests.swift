import CallRules
import Foundation
import Testing

@testable import CompanyTime

/// Zones with different habits: Kyiv changes an hour at 03:00, Havana at midnight, Lord Howe half an
/// hour, Kolkata never; Apia left out a day in 2011, and Saint John's changed at 00:01 until 2011.
private let zones = [
    "Europe/Kyiv", "America/Havana", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Apia",
    "America/St_Johns", "UTC",
]

@Suite("The clock of the company")
struct CompanyClockTests {
    /// 2005 to 2040.
    private let period =
        Instant(
            milliseconds: 1_104_537_600_000)..<Instant(
            milliseconds: 2_208_988_800_000)

    private func clock(_ zone: String) throws -> CompanyClock {
        CompanyClock(try #require(TimeZone(identifier: zone)))
    }

    private func calendar(_ clock: CompanyClock) -> Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = clock.zone
        return calendar
    }

    private func date(_ instant: Instant) -> Date {
        Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000)
    }

    private func utc(_ text: String) throws -> Instant {
        let date = try Date(text, strategy: .iso8601)
        return Instant(milliseconds: Int64(date.timeIntervalSince1970) * 1000)
    }

    /// Every 35 hours and 7 seconds, and around every change of the clocks.
    private func moments(_ clock: CompanyClock) -> [Instant] {
        var all: [Instant] = []
        var now = period.lowerBound
        while now < period.upperBound {
            all.append(now)
            now = now.advanced(bySeconds: 35 * 3600 + 7)
        }
        for stretch in clock.stretches(from: period.lowerBound, to: period.upperBound) {
            for seconds in [-86_400, -3601, -1801, -1, 0, 1, 1799, 3599, 3600, 7200, 86_400] {
                all.append(stretch.start.advanced(bySeconds: seconds))
            }
        }
        return all
    }

    @Test(
        "It shows the date, the time and the day of the week Foundation's calendar shows",
        arguments: zones)
    func readings(zone: String) throws {
        let clock = try clock(zone)
        let calendar = calendar(clock)
        let moments = moments(clock)
        #expect(moments.count > 8000)
        for moment in moments {
            let reading = clock.reading(at: moment)
            let parts = calendar.dateComponents(
                [.year, .month, .day, .hour, .minute, .second, .weekday], from: date(moment))
            let shown = [
                Int(reading.date.year), Int(reading.date.month), Int(reading.date.day),
                reading.hour, reading.minute, reading.second, reading.date.weekday % 7 + 1,
            ]
            let expected = [
                parts.year, parts.month, parts.day, parts.hour, parts.minute, parts.second,
                parts.weekday,
            ]
            #expect(shown == expected, "\(moment)")
            #expect(clock.minuteOfDay(at: moment) == reading.hour * 60 + reading.minute)
        }
    }

    @Test(
        "A day begins and ends where it does in Foundation's calendar",
        arguments: zones.filter { $0 != "America/St_Johns" })
    func days(zone: String) throws {
        let clock = try clock(zone)
        let calendar = calendar(clock)
        for moment in moments(clock) {
            let day = LocalDay(of: moment, in: clock)
            #expect(day.start <= moment && moment < day.end, "\(moment)")
            #expect(date(day.start) == calendar.startOfDay(for: date(moment)), "\(moment)")
            #expect(date(day.end) == calendar.startOfDay(for: date(day.end)), "\(moment)")
            #expect(LocalDay(of: day.end, in: clock) != day)
            #expect(LocalDay(day.text, in: clock) == day)
            #expect(day.earlier(by: 1, in: clock).end == day.start || zone == "Pacific/Apia")
        }
    }

    @Test("The nights of Kyiv, Havana and Lord Howe have the hours they have; Kolkata has none")
    func changes() throws {
        let lengths = [
            ("Europe/Kyiv", "2026-03-29", 23 * 60), ("Europe/Kyiv", "2026-10-25", 25 * 60),
            ("America/Havana", "2026-03-08", 23 * 60), ("America/Havana", "2026-11-01", 25 * 60),
            ("Australia/Lord_Howe", "2026-04-05", 24 * 60 + 30),
            ("Australia/Lord_Howe", "2026-10-04", 23 * 60 + 30),
            ("Asia/Kolkata", "2026-03-29", 24 * 60),
        ]
        for (zone, text, minutes) in lengths {
            let day = try #require(LocalDay(text, in: try clock(zone)))
            #expect(day.end.seconds(since: day.start) == minutes * 60, "\(zone) \(text)")
        }
        // Havana goes from 00:00 to 01:00 in spring: the day begins at one.
        let havana = try clock("America/Havana")
        let spring = try #require(LocalDay("2026-03-08", in: havana))
        #expect(havana.minuteOfDay(at: spring.start) == 60)
        let apia = try clock("Pacific/Apia")
        #expect(LocalDay("2011-12-30", in: apia) == nil)
        #expect(LocalDay("2011-12-29", in: apia)?.end == LocalDay("2011-12-31", in: apia)?.start)
        let year = (try utc("2026-01-01T00:00:00Z"), try utc("2027-01-01T00:00:00Z"))
        #expect(
            try clock("Asia/Kolkata").stretches(from: year.0, to: year.1).map(\.offsetSeconds)
                == [19_800])
    }

    @Test(
        "Stretches follow one another without a gap and end with the time asked for",
        arguments: zones)
    func stretches(zone: String) throws {
        let clock = try clock(zone)
        let all = clock.stretches(from: period.lowerBound, to: period.upperBound)
        #expect(all.first?.start == period.lowerBound && all.last?.end == period.upperBound)
        for (one, next) in zip(all, all.dropFirst()) {
            #expect(one.end == next.start && one.offsetSeconds != next.offsetSeconds)
        }
        #expect(clock.stretches(from: period.upperBound, to: period.lowerBound).isEmpty)
        for moment in moments(clock) where period.contains(moment) {
            let stretch = try #require(all.first { $0.start <= moment && moment < $0.end })
            #expect(stretch.offsetSeconds == clock.offsetSeconds(at: moment))
        }
    }

    @Test("A time after midnight comes once on every day", arguments: zones)
    func nights(zone: String) throws {
        let clock = try clock(zone)
        for seconds in [3 * 3600, 12_600] {
            var seen: Set<Instant> = []
            let start = try utc("2026-01-01T12:00:00Z")
            for hour in 0..<365 * 24 {
                let now = start.advanced(bySeconds: hour * 3600)
                let night = clock.last(secondsAfterMidnight: seconds, upTo: now)
                #expect(night <= now && now.seconds(since: night) < 26 * 3600)
                seen.insert(night)
            }
            #expect((365...366).contains(seen.count))
        }
    }

    @Test(
        "What clocks show is read back as the moment, but for the hour shown twice",
        arguments: zones)
    func wall(zone: String) throws {
        let clock = try clock(zone)
        var same = 0
        let moments = moments(clock)
        for moment in moments {
            let wall = moment.advanced(bySeconds: clock.offsetSeconds(at: moment))
            let read = clock.instant(showing: wall)
            let isSame = read == moment
            same += isSame ? 1 : 0
            #expect(
                isSame
                    || read.advanced(bySeconds: clock.offsetSeconds(at: read)) == wall, "\(moment)")
        }
        #expect(same > moments.count * 9 / 10)
    }

    @Test("Moments no calendar has are read as the nearest year it has")
    func extremes() throws {
        for zone in zones {
            let clock = try clock(zone)
            let late = Instant(milliseconds: .max)
            let early = Instant(milliseconds: .min)
            #expect(clock.reading(at: late).date.year == 9999)
            #expect([0, 1].contains(clock.reading(at: early).date.year))
            #expect(LocalDay(of: late, in: clock).start < LocalDay(of: late, in: clock).end)
        }
    }

    @Test("A zone this machine does not know is UTC")
    func unknown() {
        #expect(CompanyClock(timezone: "Europe/Atlantis").offsetSeconds(at: period.lowerBound) == 0)
        var settings = Settings()
        settings.timezone = "Europe/Kyiv"
        #expect(settings.companyClock.offsetSeconds(at: period.lowerBound) == 7200)
    }

    @Test(
        "A text that is no day of the calendar is none",
        arguments: [
            "", "2026-1-05", "2026-02-29", "2026-13-01", "2026-00-10", "1969-12-31", "10000-01-01",
            "2026-04-31", "+026-01-01", "2026-+1-01", "2026-01-05 ", "yesterday",
        ])
    func noDay(text: String) throws {
        #expect(LocalDay(text, in: try clock("Europe/Kyiv")) == nil)
    }
}
