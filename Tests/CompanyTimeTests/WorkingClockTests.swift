import CallRules
import Foundation
import TestSupport
import Testing

@testable import CompanyTime

@Suite("Working hours on the clock of the company")
struct WorkingClockTests {
    private func week(_ days: [Weekday: [(String, String)]]) throws -> WeekHours {
        let spans = try days.mapValues { try $0.map { try OpenSpan.read($0.0, $0.1).get() } }
        return try WeekHours.read(spans).get()
    }

    /// Monday to Friday, 09:00 to 18:00.
    private func officeWeek() throws -> WeekHours {
        try week(
            Dictionary(
                uniqueKeysWithValues: Weekday.allCases.prefix(5).map { ($0, [("09:00", "18:00")]) })
        )
    }

    private func clock(_ hours: WorkingHours, _ zone: String = "Europe/Kyiv") -> WorkingClock {
        WorkingClock(hours, CompanyClock(timezone: zone).wholeClock)
    }

    private func utc(_ text: String) throws -> Instant {
        let date = try Date(text, strategy: .iso8601)
        return Instant(milliseconds: Int64(date.timeIntervalSince1970) * 1000)
    }

    @Test("A call at night waits from nine in the morning; one on Saturday from Monday on")
    func night() throws {
        let office = clock(WorkingHours(week: try officeWeek()))
        // Kyiv is two hours ahead of UTC in winter. 6 January 2026 is a Tuesday.
        let night = try utc("2026-01-06T01:14:00Z")
        let nine = try utc("2026-01-06T07:00:00Z")
        #expect(!office.isOpen(at: night) && office.isOpen(at: nine))
        #expect(office.opening(atOrAfter: night) == nine)
        #expect(office.seconds(from: night, to: nine) == 0)
        #expect(office.seconds(from: night, to: nine.advanced(bySeconds: 90)) == 90)
        let evening = try utc("2026-01-06T15:59:30Z")
        #expect(office.seconds(from: evening, to: nine.advanced(bySeconds: 86_400)) == 30)
        #expect(office.opening(atOrAfter: evening) == evening)
        #expect(
            office.opening(atOrAfter: evening.advanced(bySeconds: 30))
                == nine.advanced(bySeconds: 86_400))
        let saturday = try utc("2026-01-10T10:00:00Z")
        #expect(office.opening(atOrAfter: saturday) == (try utc("2026-01-12T07:00:00Z")))
        #expect(clock(WorkingHours()).seconds(from: night, to: nine) == 5 * 3600 + 46 * 60)
    }

    @Test("A date has its own hours, or none; breaks and midnight are read")
    func exceptions() throws {
        let christmas = try #require(CivilDate("2026-12-25"))
        let eve = try #require(CivilDate("2026-12-24"))
        let short = try OpenSpan.read("9:00", "12:00").get()
        let hours = WorkingHours(
            week: try officeWeek(),
            exceptions: try HoursException.read(
                [HoursException(christmas, nil), HoursException(eve, short)]).get())
        let office = clock(hours)
        #expect(
            office.opening(atOrAfter: try utc("2026-12-24T10:00:00Z"))
                == (try utc("2026-12-28T07:00:00Z")))
        #expect(
            office.seconds(
                from: try utc("2026-12-24T00:00:00Z"), to: try utc("2026-12-27T00:00:00Z")) == 3
                * 3600)
        #expect(try OpenSpan.read("18:00", "00:00").get().until == 1440)
        #expect(OpenSpan.read("22:00", "06:00") == .failure(.backwards("22:00", "06:00")))
        #expect(OpenSpan.read("24:00", "24:00") == .failure(.noTime("24:00")))
        #expect(OpenSpan.read("9", "18:00") == .failure(.noTime("9")))
        let nine = try OpenSpan.read("09:00", "13:00").get()
        let noon = try OpenSpan.read("12:59", "18:00").get()
        #expect(WeekHours.read([.monday: [noon, nine]]) == .failure(.overlap(nine, noon)))
        #expect(WeekHours.read([:]) == .failure(.neverOpen))
        #expect(
            HoursException.read([HoursException(eve, nil), HoursException(eve, short)])
                == .failure(.closedAndOpen(eve)))
        // Whoever closes on every day of the week by exceptions never opens again.
        #expect(clock(WorkingHours(exceptions: [HoursException(eve, nil)])).isAlways == false)
    }

    @Test(
        "Answers equal those of a model that looks at every minute, also on nights of another clock",
        arguments: [
            // Both nights of Kyiv; Lord Howe moves half an hour, Havana at midnight; Apia left out a
            // day, Kathmandu never moves.
            ("Europe/Kyiv", "2026-03-28T00:00:00Z"), ("Europe/Kyiv", "2026-10-24T00:00:00Z"),
            ("Australia/Lord_Howe", "2026-04-04T00:00:00Z"),
            ("Australia/Lord_Howe", "2026-10-03T00:00:00Z"),
            ("America/Havana", "2026-11-01T00:00:00Z"), ("Pacific/Apia", "2011-12-29T00:00:00Z"),
            ("Asia/Kathmandu", "2026-07-01T00:00:00Z"),
        ])
    func model(zone: String, start: String) throws {
        var chance = SeededRandom(seed: 19)
        let begin = try utc(start)
        let minutes = 3 * 1440
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: zone))
        // What a clock on the wall shows in each minute.
        let wall = (0..<minutes).map { minute in
            calendar.dateComponents(
                [.year, .month, .day, .weekday, .hour, .minute],
                from: Date(
                    timeIntervalSince1970: Double(begin.milliseconds / 1000 + Int64(minute) * 60)))
        }
        var asked = 0
        for _ in 0..<12 {
            let hours = try randomHours(&chance, around: wall)
            let clock = clock(hours, zone)
            let isOpen = wall.map { model(hours, $0) }
            for minute in stride(from: 0, to: minutes, by: 7) {
                let moment = begin.advanced(bySeconds: minute * 60 + 59)
                #expect(clock.isOpen(at: moment) == isOpen[minute], "\(zone) \(minute)")
                let (same, time) = clock.openness(at: moment)
                let last = Instant(milliseconds: time.upperBound.milliseconds - 1)
                #expect(same == isOpen[minute] && time.contains(moment), "\(zone) \(minute)")
                #expect(clock.isOpen(at: time.lowerBound) == same && clock.isOpen(at: last) == same)
                #expect(clock.milliseconds(from: time.lowerBound, to: time.upperBound) == 0 || same)
            }
            for _ in 0..<60 {
                let first = Int.random(in: 0..<minutes - 1, using: &chance)
                let last = Int.random(in: first + 1..<minutes, using: &chance)
                let (from, to) = (
                    begin.advanced(bySeconds: first * 60), begin.advanced(bySeconds: last * 60)
                )
                let open = isOpen[first..<last].count(where: \.self)
                #expect(
                    clock.milliseconds(from: from, to: to) == Int64(open) * 60_000,
                    "\(zone) \(first) \(last)")
                let spans = clock.spans(from: from, to: to)
                let sum = spans.reduce(Int64(0)) {
                    $0 + $1.upperBound.milliseconds - $1.lowerBound.milliseconds
                }
                #expect(sum == Int64(open) * 60_000)
                let next = isOpen[first...].firstIndex(of: true)
                if let next {
                    #expect(clock.opening(atOrAfter: from) == begin.advanced(bySeconds: next * 60))
                }
                asked += 1
            }
        }
        #expect(asked == 720)
    }

    /// Independent of the type under test: looks only at texts of the wall clock.
    private func model(_ hours: WorkingHours, _ wall: DateComponents) -> Bool {
        let minute = (wall.hour ?? 0) * 60 + (wall.minute ?? 0)
        let date = String(format: "%04d-%02d-%02d", wall.year ?? 0, wall.month ?? 0, wall.day ?? 0)
        let own = hours.exceptions.filter { $0.date.text == date }
        if !own.isEmpty {
            return own.contains { $0.span.map { $0.from <= minute && minute < $0.until } ?? false }
        }
        guard let week = hours.week else { return true }
        let day = Weekday.allCases[((wall.weekday ?? 1) + 5) % 7]
        return week[day].contains { $0.from <= minute && minute < $0.until }
    }

    private func randomHours(
        _ chance: inout SeededRandom, around wall: [DateComponents]
    ) throws -> WorkingHours {
        func spans(_ chance: inout SeededRandom) -> [OpenSpan] {
            var cuts = Set<Int>()
            let count = 2 * Int.random(in: 0...2, using: &chance)
            while cuts.count < count { cuts.insert(Int.random(in: 0...1440, using: &chance)) }
            let sorted = cuts.sorted()
            return stride(from: 0, to: count, by: 2).compactMap {
                OpenSpan(from: sorted[$0], until: sorted[$0 + 1])
            }
        }
        var days: [Weekday: [OpenSpan]] = [:]
        for day in Weekday.allCases { days[day] = spans(&chance) }
        days[.wednesday] = [.wholeDay]
        var exceptions: [HoursException] = []
        if Bool.random(using: &chance), let day = wall.randomElement(using: &chance),
            let date = CivilDate(
                year: Int64(day.year ?? 0), month: Int64(day.month ?? 0), day: Int64(day.day ?? 0))
        {
            let parts = spans(&chance)
            exceptions =
                parts.isEmpty ? [HoursException(date, nil)] : parts.map { HoursException(date, $0) }
        }
        let isAlways = Int.random(in: 0..<6, using: &chance) == 0
        return WorkingHours(
            week: isAlways ? nil : try WeekHours.read(days).get(),
            exceptions: try HoursException.read(exceptions).get())
    }
}
