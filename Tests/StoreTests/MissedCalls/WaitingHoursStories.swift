import CallRules
import CompanyTime
import TestSupport
import Testing

@testable import Store

/// `Company.morning` is Monday, 10:30; the company works Monday to Friday from nine to six.
@Suite("Missed calls and working hours") struct WaitingHoursStories {
    let company: Company
    /// 5 January 2026, 03:14 in Kyiv.
    private let night = Company.morning.earlier(bySeconds: 7 * 3600 + 16 * 60)
    private let nine = Company.morning.earlier(bySeconds: 90 * 60)

    init() throws {
        company = try Company()
        let hours = try WorkingHours(week: .office())
        company.decide { $0.workingHours = hours }
    }

    private func miss(
        _ uuid: String, at start: Instant, number: String = Company.unknownCaller
    ) throws {
        let talk = Conversation(uuid: uuid, number: number, start: start)
        try company.hear(talk.record(answered: false), at: start.advanced(bySeconds: 150))
    }

    private func answer(_ uuid: String, at start: Instant) throws {
        let talk = Conversation(uuid: uuid, direction: .outgoing, start: start)
        try company.hear(talk.record(answered: true), at: start.advanced(bySeconds: 150))
    }

    private var clocks: WorkingClocks { company.store.settings.clocks }

    private func listed(_ isWithin: Bool? = nil) throws -> [MissedCaseRow] {
        var filter = MissedCaseFilter()
        filter.isWithinHours = isWithin
        return try company.store.missedCases(filter, Pagination(), at: Company.morning).items
    }

    @Test("A night call waits at nine with 0 minutes, and from then on as any other")
    func nightCall() throws {
        try miss("a1", at: night)
        let waiting = try #require(try listed().first)
        #expect(waiting.waitingSeconds(at: nine.earlier(bySeconds: 60), clocks) == 0)
        #expect(waiting.waitingSeconds(at: nine, clocks) == 0)
        #expect(waiting.waitingSeconds(at: nine.advanced(bySeconds: 600), clocks) == 600)
        #expect(
            try company.store.waitingCases(at: nine) == WaitingCases(count: 1, longestSeconds: 0))
        #expect(
            try company.store.waitingCases(at: Company.morning)
                == WaitingCases(count: 1, longestSeconds: 5400))
        // Called back at 09:20: it waited twenty minutes and nine seconds of ringing.
        try answer("b2", at: nine.advanced(bySeconds: 1200))
        let ended = try #require(try company.store.missedCall(waiting.id))
        #expect(ended.waitingSeconds(clocks) == 1209 && !ended.isWithinHours(clocks))
        // Around the clock again, it has waited since the night.
        company.decide { $0.workingHours = WorkingHours() }
        #expect(ended.waitingSeconds(clocks) == 1209 + 5 * 3600 + 46 * 60)
        #expect(ended.isWithinHours(clocks))
    }

    @Test("The list tells calls of the night from those of the day, and the two are all")
    func filtered() throws {
        try miss("a1", at: night)
        try miss("b2", at: nine.advanced(bySeconds: 60), number: "+380500000022")
        // Sunday.
        try miss("c3", at: Company.morning.earlier(bySeconds: 86_400), number: "+380500000033")
        #expect(
            try listed().map(\.phone) == ["+380500000033", Company.unknownCaller, "+380500000022"])
        #expect(try listed(true).map(\.phone) == ["+380500000022"])
        #expect(try listed(false).map(\.phone) == ["+380500000033", Company.unknownCaller])
        var filter = MissedCallFilter()
        filter.isWithinHours = false
        #expect(
            try company.store.missedCalls(filter, Pagination()).items.map(\.callUUID) == [
                "a1", "c3",
            ])
        filter.isWithinHours = true
        #expect(try company.store.missedCalls(filter, Pagination()).items.map(\.callUUID) == ["b2"])
    }

    @Test("Statistics split calls by the hours, and each figure equals the calls behind it")
    func statistics() throws {
        try miss("a1", at: night)
        try miss("b2", at: nine.advanced(bySeconds: 60), number: "+380500000022")
        try answer("c3", at: nine.advanced(bySeconds: 1200))
        let clock = company.settings.companyClock
        let day = LocalDay(of: Company.morning, in: clock)
        let period = try #require(
            CallStatistics.Period(
                days: [day.start], end: day.end,
                clock: clock.localClock(from: day.start, to: day.end)))
        let counted = try company.store.statistics(of: period)
        #expect(counted.withinHours.calls == 2 && counted.outsideHours.calls == 1)
        #expect(counted.outsideHours.missed == 1 && counted.outsideHours.notReturned == 0)
        #expect(counted.withinHours.missed == 1 && counted.withinHours.outgoingAnswered == 1)
        #expect(counted.withinHours + counted.outsideHours == counted.totals)
        #expect(counted.medianReturnSeconds == 1209)
        for isWithin in [true, false] {
            var filter = CallFilter()
            (filter.from, filter.to) = (day.start, day.end)
            filter.isWithinHours = isWithin
            let rows = try company.store.calls(filter, Pagination()).items
            #expect(rows.count == (isWithin ? counted.withinHours : counted.outsideHours).calls)
        }
    }
}

extension WeekHours {
    /// Monday to Friday, 09:00 to 18:00.
    static func office() throws -> WeekHours {
        let day = try #require(OpenSpan(from: 540, until: 1080))
        return try WeekHours.read(
            Dictionary(uniqueKeysWithValues: Weekday.allCases.prefix(5).map { ($0, [day]) })
        ).get()
    }
}
