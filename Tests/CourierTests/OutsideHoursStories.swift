import CallRules
import TestSupport
import Testing

@testable import Courier
@testable import Store

/// The company works from nine to six; the story begins on Monday at 10:30.
@Suite("Notices outside working hours") struct OutsideHoursStories {
    let post: Post

    init() throws {
        post = try Post()
        let day = try #require(OpenSpan(from: 540, until: 1080))
        let week = try WeekHours.read(
            Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, [day]) })
        ).get()
        post.company.decide {
            $0.workingHours = WorkingHours(week: week)
            $0.callPushEmployeeIDs = []
            $0.notifyMissedUnknownEmployeeIDs = [Company.taras]
            $0.missedNoticeAgeMinutes = 30
        }
        try post.subscribe(Company.taras)
    }

    /// At this local time of the first day, `24 + hour` of the second.
    private func go(to hour: Int, _ minute: Int) {
        let wanted = (hour * 60 + minute - 630) * 60
        post.pass(seconds: wanted - post.now.seconds(since: Company.morning))
    }

    private func miss() throws {
        try post.hear(Conversation(start: post.now.earlier(bySeconds: 145)).record(answered: false))
    }

    private func decide(_ policy: NoticesOutsideHours) {
        post.company.decide { $0.noticesOutsideHours = policy }
    }

    @Test("At once, as it always was: the night is told at night")
    func atOnce() throws {
        go(to: 23, 0)
        try miss()
        try post.goRound()
        #expect(try post.notice() == "sent" && post.service.count == 1)
    }

    @Test("At opening: nobody hears of it at night, on the page either; at nine everybody does")
    func atOpening() throws {
        decide(.atOpening)
        go(to: 23, 0)
        try miss()
        try post.goRound()
        #expect(try post.notice() == "waiting" && post.service.count == 0)
        #expect(
            try post.store.ownNotices(of: Company.taras, at: post.now, Pagination()).items.isEmpty)
        go(to: 24 + 8, 59)
        try post.goRound()
        #expect(post.service.count == 0)
        go(to: 24 + 9, 0)
        try post.goRound()
        #expect(try post.notice() == "sent" && post.service.count == 1)
    }

    @Test("Not at all: calls of the night are never told; a call before closing is told at opening")
    func never() throws {
        decide(.never)
        go(to: 17, 59)
        post.company.decide { $0.pushDelaySeconds = 300 }
        try miss()
        go(to: 18, 5)
        try post.goRound()
        #expect(try post.notice() == "waiting")
        go(to: 24 + 9, 0)
        try post.goRound()
        #expect(try post.notice() == "sent" && post.service.count == 1)
        try post.company.execute("DELETE FROM call")
        go(to: 24 + 20, 0)
        try miss()
        #expect(try post.notice() == "outside_hours")
        go(to: 48 + 12, 0)
        try post.goRound()
        #expect(post.service.count == 1)
    }

    @Test("A notice that waited is judged by the hours and the choice of the moment it is due")
    func changed() throws {
        decide(.atOpening)
        go(to: 23, 0)
        try miss()
        // The next day became a holiday.
        let tuesday = try #require(CivilDate("2026-01-06"))
        post.company.decide { $0.workingHours.exceptions = [HoursException(tuesday, nil)] }
        go(to: 24 + 9, 0)
        try post.goRound()
        #expect(try post.notice() == "waiting" && post.service.count == 0)
        go(to: 48 + 9, 0)
        try post.goRound()
        #expect(try post.notice() == "sent")
    }

    @Test("Whoever was called back at night, by another person, is not told at opening")
    func returned() throws {
        decide(.atOpening)
        go(to: 23, 0)
        try miss()
        let talk = Conversation(uuid: "b2", direction: .outgoing, start: post.now)
        post.pass(seconds: 200)
        try post.hear(talk.record(answered: true))
        go(to: 24 + 9, 0)
        try post.goRound()
        #expect(try post.notice() == "returned")
    }

    @Test("A push that failed before closing waits for the opening, too")
    func retried() throws {
        decide(.atOpening)
        go(to: 17, 59)
        post.service.will(503)
        try miss()
        try post.goRound()
        #expect(try post.notice() == "sent" && post.service.count == 1)
        for minute in stride(from: 1, to: 600, by: 20) {
            go(to: 18, minute)
            try post.goRound()
        }
        #expect(try post.push() == "waiting" && post.service.count == 1)
        go(to: 24 + 9, 0)
        try post.goRound()
        #expect(try post.push() == "delivered" && post.service.count == 2)
    }

    @Test("A night call that the gateway learns of in the morning is told then")
    func late() throws {
        decide(.atOpening)
        go(to: 24 + 9, 10)
        let night = post.now.earlier(bySeconds: 6 * 3600)
        try post.hear(Conversation(start: night).record(answered: false))
        try post.goRound()
        #expect(try post.notice() == "sent")
    }
}
