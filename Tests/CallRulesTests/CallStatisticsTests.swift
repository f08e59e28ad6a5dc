import Testing

@testable import CallRules

@Suite("Calls of a period, counted")
struct CallStatisticsTests {
    /// Midnight of Monday, 5 January 2026, in Kyiv, two hours ahead of UTC.
    private let monday = Instant(milliseconds: 1_767_564_000_000)
    private let olena = Employee.ID(1)
    private let taras = Employee.ID(2)

    private func hours(_ count: Int) -> Instant { monday.advanced(bySeconds: count * 3600) }

    /// A counting of two days without calls.
    private func empty() throws -> CallCounting {
        let winter = LocalClock([LocalClock.Stretch(start: monday, offsetSeconds: 7200)])
        return CallCounting(
            try #require(
                CallStatistics.Period(days: [hours(24), monday], end: hours(48), clock: winter)))
    }

    private func call(
        _ hour: Int, incoming: Bool = true, _ outcome: Call.Outcome? = .answered,
        by employee: Employee.ID? = Employee.ID(1), from number: Int64? = 380_500_000_099,
        wait: Int? = nil, talk: Int? = nil
    ) -> CountedCall {
        var call = CountedCall(startedAt: hours(hour))
        call.isIncoming = incoming
        call.outcome = outcome
        call.employee = employee
        call.number = number
        call.waitSeconds = wait
        call.talkSeconds = talk
        return call
    }

    @Test("Every call is one of five kinds, and all kinds together are all calls")
    func kinds() throws {
        var calls = try empty()
        calls.count(call(9))
        calls.count(call(10, .missed))
        calls.count(call(10, incoming: false))
        calls.count(call(11, incoming: false, .missed))
        calls.count(call(12, incoming: false, nil))
        calls.count(call(13, nil))
        let statistics = calls.statistics
        let totals = statistics.totals
        #expect(totals.calls == 6 && totals.incoming == 3 && totals.outgoing == 3)
        #expect(totals.incomingAnswered == 1 && totals.missed == 1)
        #expect(totals.outgoingAnswered == 1 && totals.outgoingUnanswered == 1)
        #expect(totals.answered == 2 && totals.goingOn == 2)
    }

    @Test("What started before the period or after it is not counted")
    func outside() throws {
        var calls = try empty()
        calls.count(call(-1))
        calls.count(call(48))
        #expect(calls.statistics.totals.calls == 0 && calls.statistics.uniqueNumbers == 0)
        calls.count(call(0))
        calls.count(call(47))
        let statistics = calls.statistics
        #expect(statistics.days.map(\.calls) == [1, 1])
    }

    @Test("Days, hours and employees add up to the whole")
    func parts() throws {
        var calls = try empty()
        for hour in 0..<48 {
            calls.count(call(hour, by: hour % 3 == 0 ? nil : hour % 2 == 0 ? olena : taras))
        }
        let statistics = calls.statistics
        #expect(statistics.days.map(\.calls) == [24, 24])
        #expect(
            statistics.hours.map(\.calls) == Array(repeating: 1, count: 48)
                + Array(repeating: 0, count: 120))
        #expect(statistics.employees.mapValues(\.calls) == [olena: 16, taras: 16, nil: 16])
        #expect(statistics.days.reduce(CallFigures(), +) == statistics.totals)
        #expect(statistics.hours.reduce(CallFigures(), +) == statistics.totals)
        #expect(statistics.employees.values.reduce(CallFigures(), +) == statistics.totals)
    }

    @Test("A number that calls twice is one number, and who hides theirs is none")
    func unique() throws {
        var calls = try empty()
        calls.count(call(9))
        calls.count(call(10, incoming: false))
        calls.count(call(11, from: 380_500_000_011))
        calls.count(call(12, from: nil))
        let statistics = calls.statistics
        #expect(statistics.uniqueNumbers == 2)
    }

    @Test("The mean wait is of answered incoming calls, the mean talk of all answered ones")
    func means() throws {
        var calls = try empty()
        calls.count(call(9, wait: 10, talk: 60))
        calls.count(call(9, wait: 15, talk: nil))
        calls.count(call(9, wait: nil, talk: 91))
        calls.count(call(9, .missed, wait: 300))
        calls.count(call(9, incoming: false, wait: 200, talk: 0))
        let statistics = calls.statistics
        #expect(statistics.totals.waits.mean == 13 && statistics.totals.waits.count == 2)
        #expect(statistics.totals.talks.mean == 50 && statistics.totals.talks.count == 3)
        #expect(try empty().statistics.totals.waits.mean == nil)
    }

    @Test("Half of the returned calls were returned within the median")
    func median() throws {
        var calls = try empty()
        for seconds in [600, 60, 7200, 300] {
            var missed = call(9, .missed)
            missed.missedCase = .returned(afterSeconds: seconds)
            calls.count(missed)
        }
        for resolution in [MissedCaseResolution.open, .open, .closed] {
            var missed = call(9, .missed)
            missed.missedCase = resolution
            calls.count(missed)
        }
        let statistics = calls.statistics
        #expect(statistics.medianReturnSeconds == 300 && statistics.returned == 4)
        #expect(statistics.totals.notReturned == 2)
        #expect(try empty().statistics.medianReturnSeconds == nil)
    }

    @Test(
        "A wait stands in the span it falls into",
        arguments: zip([0, 4, 5, 29, 30, 119, 120, 9000], [0, 0, 1, 3, 4, 5, 6, 6]))
    func waits(seconds: Int, place: Int) throws {
        var calls = try empty()
        calls.count(call(9, wait: seconds))
        calls.count(call(9, .missed, wait: seconds))
        calls.count(call(9, incoming: false, wait: seconds))
        let statistics = calls.statistics
        #expect(statistics.waits.map(\.answered).reduce(0, +) == 1)
        #expect(statistics.waits[place].answered == 1 && statistics.waits[place].missed == 1)
        let span = WaitSpan.all[place]
        #expect(span.from <= seconds && span.to.map { seconds < $0 } ?? true)
    }

    @Test("Lengths beyond all measure stay at the limit")
    func overflow() throws {
        var calls = try empty()
        calls.count(call(9, talk: .max))
        calls.count(call(9, talk: .max))
        let statistics = calls.statistics
        #expect(statistics.totals.talks.seconds == .max)
    }

    @Test("The hour clocks show twice in autumn is one, the one they skip in spring is none")
    func clockChange() {
        // Kyiv leaves summer time on Sunday, 25 October 2026, at 01:00 UTC.
        let autumn = Instant(milliseconds: 1_792_890_000_000)
        let clock = LocalClock([
            LocalClock.Stretch(start: autumn, offsetSeconds: 7200),
            LocalClock.Stretch(start: Instant(milliseconds: 0), offsetSeconds: 10800),
        ])
        let shown = (-2...2).map { clock.hour(at: autumn.advanced(bySeconds: $0 * 3600 + 60)) }
        #expect(shown.map(\.hour) == [2, 3, 3, 4, 5])
        #expect(Set(shown.map(\.weekday)) == [7])
        // And enters it on Sunday, 29 March 2026, at 01:00 UTC.
        let spring = Instant(milliseconds: 1_774_746_000_000)
        let other = LocalClock([
            LocalClock.Stretch(start: Instant(milliseconds: 0), offsetSeconds: 7200),
            LocalClock.Stretch(start: spring, offsetSeconds: 10800),
        ])
        let skipped = (-1...0).map { other.hour(at: spring.advanced(bySeconds: $0 * 3600)).hour }
        #expect(skipped == [2, 4])
    }

    @Test(
        "Calls of one hour are counted together, and in whatever order they come, the same is counted"
    )
    func order() throws {
        let calls = (0..<480).map { place in
            call(
                (place * 77) % 480 / 10, by: Employee.ID(Int64(place % 60)), wait: place,
                talk: place)
        }
        var (mixed, ordered) = (try empty(), try empty())
        calls.forEach { mixed.count($0) }
        calls.sorted { $0.startedAt < $1.startedAt }.forEach { ordered.count($0) }
        let (one, other) = (mixed.statistics, ordered.statistics)
        #expect(one.days == other.days && one.hours == other.hours && one.waits == other.waits)
        #expect(one.employees == other.employees && one.employees.count == 60)
        #expect(one.totals == other.totals && one.totals.calls == 480)
    }

    @Test("An hour ends where the clock of the wall says so, and where it is changed")
    func hourSpans() {
        let autumn = Instant(milliseconds: 1_792_890_000_000)
        // A zone half an hour off, so that the change cuts an hour in two.
        let clock = LocalClock([
            LocalClock.Stretch(start: autumn, offsetSeconds: 9000),
            LocalClock.Stretch(start: Instant(milliseconds: 0), offsetSeconds: 10800),
        ])
        for minute in -200...200 {
            let moment = autumn.advanced(bySeconds: minute * 60 + 7)
            let (hour, time) = clock.hourSpan(holding: moment)
            #expect(time.contains(moment) && hour == clock.hour(at: moment))
            let last = Instant(milliseconds: time.upperBound.milliseconds - 1)
            #expect(clock.hour(at: time.lowerBound) == hour && clock.hour(at: last) == hour)
            #expect(clock.offset(at: time.lowerBound) == clock.offset(at: last))
        }
        let ends = clock.hourSpan(holding: Instant(milliseconds: .max)).time
        #expect(ends.upperBound.milliseconds == .max)
        #expect(
            clock.hourSpan(holding: Instant(milliseconds: .min)).time.lowerBound.milliseconds
                == .min)
    }

    @Test("Clocks run on before 1970, too")
    func longAgo() {
        let shown = LocalClock([]).hour(at: Instant(milliseconds: -1))
        #expect(shown.weekday == 3 && shown.hour == 23)
    }

    @Test("A period without days, or that ends before it begins, is none")
    func noPeriod() {
        #expect(CallStatistics.Period(days: [], end: monday, clock: LocalClock([])) == nil)
        #expect(CallStatistics.Period(days: [monday], end: monday, clock: LocalClock([])) == nil)
    }
}
