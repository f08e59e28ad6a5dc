import CallRules
import SimulatedPhonet
import TestSupport
import Testing

@testable import Reconciliation
@testable import Store

@Suite("A comparison that meets trouble")
struct ErrorStories {
    let company: ConnectedCompany
    let traffic: SimulatedTraffic

    init() throws {
        company = try ConnectedCompany()
        let traffic = SimulatedTraffic(calls: 120, from: company.now, seconds: 3600, seed: 9)
        company.exchange.use { $0.take(traffic.calls) }
        self.traffic = traffic
        company.clock.advance(to: traffic.endsAt.advanced(bySeconds: 60))
    }

    private func checkEquality() throws {
        let listed = company.exchange.use { [company] in $0.records(at: company.now) }
        #expect(
            try company.texts("SELECT uuid FROM leg ORDER BY uuid")
                == Set(listed.map(\.uuid)).sorted())
    }

    @Test(
        "Every fault of Phonet's has its name, and the next comparison reads what this one did not",
        arguments: [
            (Fault.forbidden, "access_refused"), (.unauthorised, "access_refused"),
            (.tooManyRequests, "too_many_requests"), (.failed, "server_failed"),
            (.notFound, "unexpected_status"), (.redirect, "redirected"), (.hang, "timed_out"),
            (.truncated, "not_json"), (.html, "not_json"), (.wrongShape, "unexpected_answer"),
            (.tooLarge, "too_large"), (.brokenOff, "broken_off"),
        ])
    func faults(fault: Fault, name: String) throws {
        company.exchange.use { $0.misbehave(fault, at: .history) }
        let failed = try company.compare(from: Company.morning)
        #expect(failed.cause?.name == name)
        #expect(failed.cause?.sentence.uk.isEmpty == false)
        #expect(try company.store.completeness(of: company.domain) == nil)
        company.exchange.use { $0.misbehave(nil, at: .history) }
        let made = try company.compare(from: Company.morning)
        #expect(made.state(at: company.now) == .complete)
        #expect(
            try company.store.completeness(of: company.domain)
                == Completeness(since: made.from, until: made.to))
        try checkEquality()
    }

    @Test("A session that ended in the midst is opened again, and nobody notices")
    func expired() throws {
        company.exchange.use { $0.misbehave(.expired, at: .history) }
        #expect(
            try company.compare(from: Company.morning).state(at: company.now) == .complete)
        try checkEquality()
    }

    @Test("Stopped in the midst, it keeps what it read, and the next one completes the call log")
    func stopped() throws {
        let id = try company.store.beginReconciliationRun(
            .schedule, from: Company.morning, to: company.now, at: company.now)
        var pages = 0
        let reconciliation = HistoryReconciliation(
            company.store, clock: { [company] in company.now },
            isStopping: {
                pages += 1
                return pages == 2
            })
        let stopped = try reconciliation.run(
            id, with: company.phonet.history(company.store.settings.settings))
        #expect(stopped?.cause?.name == "stopped")
        #expect(try company.count("SELECT count(*) FROM leg WHERE has_record = 1") > 50)
        #expect(try company.store.completeness(of: company.domain) == nil)
        try company.compare(from: Company.morning)
        try checkEquality()
    }

    @Test("One whose program was killed counts as interrupted after two minutes")
    func killed() throws {
        let id = try company.store.beginReconciliationRun(
            .schedule, from: Company.morning, to: company.now, at: company.now)
        let begun = try #require(try company.store.reconciliationRun(id))
        #expect(begun.state(at: company.now) == .running(percent: 0))
        #expect(begun.state(at: company.now.advanced(bySeconds: 120)) == .interrupted)
    }

    @Test("A Phonet that gives the same page again and again is told from one with a long history")
    func samePage() throws {
        let history = try company.phonet.history(company.store.settings.settings).get()
        let stuck = PhonetHistory(
            domain: company.domain,
            page: { from, to, _, limit in history.page(from, to, 0, limit) },
            activeCalls: history.activeCalls)
        let id = try company.store.beginReconciliationRun(
            .person, from: Company.morning, to: company.now, at: company.now)
        let made = try HistoryReconciliation(company.store, clock: { [company] in company.now })
            .run(id, with: .success(stuck))
        #expect(made?.cause?.name == "unexpected_answer")
    }

    @Test("An outage of an hour is back with the first comparison after it, wherever it lies")
    func outage() throws {
        var round = company.round()
        try round.run()
        #expect(try company.count("SELECT calls_added FROM comparison") == traffic.calls.count)
        try checkEquality()
        let later = SimulatedTraffic(
            calls: 30, from: company.now, seconds: 3 * 3600, seed: 10)
        company.exchange.use { account in
            account.take(later.calls)
            account.misbehave(.failed, at: .history)
        }
        company.clock.advance(to: later.endsAt)
        try round.run()
        company.exchange.use { $0.misbehave(nil, at: .history) }
        try company.pass(seconds: 5 * 60)
        try round.run()
        try checkEquality()
        #expect(try company.store.completeness(of: company.domain)?.until == company.now)
    }

    @Test("A missed call is told of if it is news, and marked stale if it is older than set")
    func staleness() throws {
        company.decide {
            $0.notifyMissedUnknown = true
            $0.notifyMissedUnknownEmployeeIDs = [Employee.ID(3)]
            $0.missedNoticeAgeMinutes = 60
        }
        let old = try Talk.missed(from: Company.unknownCaller, at: company.now, seed: 1)
        try company.pass(seconds: 2 * 3600)
        let fresh = try Talk.missed(from: Company.unknownCaller, at: company.now, seed: 2)
        company.exchange.use { $0.take([old, fresh]) }
        try company.pass(seconds: 10 * 60)
        try company.compare(from: company.now.earlier(bySeconds: 8000))
        #expect(
            try company.texts(
                """
                SELECT coalesce(dropped_reason, 'waits') FROM notice
                JOIN call ON call.id = call_id WHERE call.phone = '\(Company.unknownCaller)'
                ORDER BY call.started_at
                """) == ["stale", "waits"])
    }
}
