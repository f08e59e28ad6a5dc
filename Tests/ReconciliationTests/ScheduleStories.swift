import CallRules
import CompanyTime
import TestSupport
import Testing

@testable import Reconciliation
@testable import Store

@Suite("The schedule of comparisons")
struct ScheduleStories {
    private let morning = Company.morning
    private let kyiv = CompanyClock(timezone: "Europe/Kyiv")

    private func plan(
        _ schedule: ReconciliationSchedule, at now: Instant, completeUntil: Instant?,
        wideUntil: Instant? = Company.morning, version: Int64 = 1
    ) throws -> ReconciliationSchedule.Plan? {
        try schedule.plan(at: now, settingsVersion: version) { () throws(StoreError) in
            ReconciliationSchedule.Past(
                completeness: completeUntil.map {
                    Completeness(since: $0.earlier(bySeconds: 86_400), until: $0)
                },
                wideUntil: wideUntil, clock: kyiv)
        }
    }

    private func hours(_ plan: ReconciliationSchedule.Plan?) -> Int? {
        plan.map { $0.window.to.seconds(since: $0.window.from) / 3600 }
    }

    @Test("The first of all covers two days, the next ones an hour each")
    func first() throws {
        var schedule = ReconciliationSchedule()
        #expect(try hours(plan(schedule, at: morning, completeUntil: nil)) == 48)
        schedule.succeeded(at: morning)
        let soon = morning.advanced(bySeconds: 299)
        #expect(try plan(schedule, at: soon, completeUntil: morning) == nil)
        let next = try plan(schedule, at: soon.advanced(bySeconds: 1), completeUntil: morning)
        #expect(next?.reason == .schedule && hours(next) == 1)
    }

    @Test("After an outage it reaches back to where the call log is complete, at most 90 days")
    func outage() throws {
        let schedule = ReconciliationSchedule()
        let outage = morning.earlier(bySeconds: 7 * 3600)
        #expect(try hours(plan(schedule, at: morning, completeUntil: outage)) == 7)
        let ages = morning.earlier(bySeconds: 200 * 86_400)
        #expect(try hours(plan(schedule, at: morning, completeUntil: ages)) == 90 * 24)
    }

    @Test("Once a night, or as soon as the program runs again, it covers two days")
    func nightly() throws {
        let schedule = ReconciliationSchedule()
        let evening = morning.earlier(bySeconds: 12 * 3600)
        let nightly = try plan(
            schedule, at: morning, completeUntil: morning, wideUntil: evening)
        #expect(nightly?.reason == .nightly && hours(nightly) == 48)
        // 10:30 in Kyiv; the night was at 3.
        func night(upTo now: Instant) -> Instant {
            kyiv.last(secondsAfterMidnight: ReconciliationSchedule.nightSeconds, upTo: now)
        }
        #expect(
            night(upTo: morning)
                == morning.earlier(bySeconds: 7 * 3600 + 1800))
        let beforeThree = morning.earlier(bySeconds: 8 * 3600)
        #expect(
            night(upTo: beforeThree)
                == morning.earlier(bySeconds: 31 * 3600 + 1800))
    }

    @Test("After a failure it tries again in a minute, then less often, but within five")
    func failures() throws {
        var schedule = ReconciliationSchedule()
        var (now, waits): (Instant, [Int]) = (morning, [])
        for _ in 1...5 {
            schedule.failed(at: now, settingsVersion: 1, chance: 1)
            let failedAt = now
            while try plan(schedule, at: now, completeUntil: morning) == nil {
                now = now.advanced(bySeconds: 1)
            }
            waits.append(now.seconds(since: failedAt))
        }
        #expect(waits == [90, 150, 270, 270, 270])
    }

    @Test("New settings are tried at once")
    func newSettings() throws {
        var schedule = ReconciliationSchedule()
        schedule.failed(at: morning, settingsVersion: 1, chance: 0)
        #expect(try plan(schedule, at: morning, completeUntil: morning) == nil)
        #expect(try plan(schedule, at: morning, completeUntil: morning, version: 2) != nil)
    }

    @Test("The time the call log is complete for grows without gaps")
    func completeness() {
        func at(_ hour: Int) -> Instant { morning.advanced(bySeconds: hour * 3600) }
        let known = Completeness(since: at(0), until: at(10))
        #expect(
            known.extended(from: at(9), to: at(12)) == Completeness(since: at(0), until: at(12)))
        #expect(
            known.extended(from: at(-5), to: at(1)) == Completeness(since: at(-5), until: at(10)))
        #expect(known.extended(from: at(2), to: at(3)) == known)
        #expect(known.extended(from: at(20), to: at(21)) == known)
        let whole = known.extended(from: at(100), to: at(100 + 90 * 24))
        #expect(whole == Completeness(since: at(100), until: at(100 + 90 * 24)))
    }
}
