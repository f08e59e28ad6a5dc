import CallRules
import Testing

@Suite("Notices and working hours")
struct NoticeHoursTests {
    /// Monday, 5 January 2026, in a zone without offset: minutes of that day.
    private static func at(_ minute: Int) -> Instant {
        Instant(milliseconds: 1_767_571_200_000 + Int64(minute) * 60_000)
    }

    private static func clock() throws -> WorkingClock {
        let day = try #require(OpenSpan(from: 540, until: 1080))
        let week = try WeekHours.read([.monday: [day], .tuesday: [day]]).get()
        return WorkingClock(WorkingHours(week: week), LocalClock([]))
    }

    private typealias Row = (
        policy: NoticesOutsideHours, began: Int, due: Int, goes: NoticeHours.Departure
    )

    @Test("Each policy, for calls within and outside the hours, due within and outside of them")
    func table() throws {
        let day = 1440
        // swift-format-ignore
        let rows: [Row] = [
            (.atOnce,    600,  600, .now), (.atOnce,    100,  100, .now),
            (.atOnce,   1079, 1081, .now), (.atOnce,    539,  541, .now),
            (.atOpening, 600,  600, .now), (.atOpening, 100,  100, .later(Self.at(540))),
            (.atOpening, 1079, 1081, .later(Self.at(day + 540))), (.atOpening, 539, 541, .now),
            (.never,     600,  600, .now), (.never,     100,  100, .never),
            (.never,    1079, 1081, .later(Self.at(day + 540))), (.never,    539,  541, .never),
            // Opening is within the hours, closing is not.
            (.atOpening, 540,  540, .now), (.atOpening, 1080, 1080, .later(Self.at(day + 540))),
        ]
        for row in rows {
            let hours = NoticeHours(row.policy, try Self.clock())
            #expect(
                hours.departure(of: Self.at(row.began), at: Self.at(row.due)) == row.goes, "\(row)")
        }
        #expect(Set(rows.map(\.policy)).count == NoticesOutsideHours.allCases.count)
        for policy in NoticesOutsideHours.allCases {
            let always = NoticeHours(policy, WorkingClock(WorkingHours(), LocalClock([])))
            #expect(always.departure(of: Self.at(100), at: Self.at(100)) == .now)
        }
    }

    @Test("While notices wait for the opening, the night makes no missed call older")
    func age() throws {
        let (night, morning) = (Self.at(100), Self.at(545))
        let clock = try Self.clock()
        #expect(NoticeHours(.atOpening, clock).age(since: night, at: morning) == 300_000)
        #expect(NoticeHours(.atOnce, clock).age(since: night, at: morning) == 445 * 60_000)
        #expect(NoticeHours(.never, clock).age(since: night, at: morning) == 445 * 60_000)
    }
}
