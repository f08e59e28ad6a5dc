import CallRules
import CompanyTime
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Store
@testable import Web

/// Records the requested reconciliations.
private final class Desk: Sendable {
    let asked = Mutex<[(from: Instant, to: Instant)]>([])
    let isBusy = Mutex(false)

    func begin(_ from: Instant, _ to: Instant) -> Bool {
        guard !isBusy.withLock({ $0 }) else { return false }
        asked.withLock { $0.append((from, to)) }
        return true
    }
}

@Suite("The page of comparisons with Phonet")
struct ReconciliationStories {
    private let desk: Desk
    private let office: Office
    private let olena: Browser
    private let path = "/reconciliation"

    init() throws {
        let desk = Desk()
        office = try Office { $0.reconciliations = ReconcileTrigger(begin: desk.begin) }
        self.desk = desk
        try office.hirePeople()
        olena = try office.browser(of: Office.olena)
    }

    private func connect() throws {
        let reply = office.api(
            .patch, "/settings",
            #"{"phonet_domain": "vitryla-demo.phonet.com.ua", "phonet_api_key": "a-key-of-phonet"}"#
        )
        #expect(reply.status == 200)
    }

    private func finished(_ cause: ReconciliationRun.Cause? = nil) throws {
        let id = try office.store.beginReconciliationRun(
            .schedule, from: Office.morning.earlier(bySeconds: 3600),
            to: Office.morning.earlier(bySeconds: 300), at: Office.morning)
        try office.store.endReconciliationRun(
            id, of: "vitryla-demo.phonet.com.ua", cause, at: Office.morning)
    }

    @Test("Before Phonet is connected it says so and shows the way")
    func unconnected() {
        let page = olena.open(path)
        #expect(page.status == 200)
        #expect(
            page.text.contains("Phonet ще не підключено") && !page.text.contains("Звірити зараз"))
    }

    @Test("It says until when the call log is complete, on the company's clocks")
    func complete() throws {
        try connect()
        try finished()
        let text = olena.open(path).text
        #expect(text.contains("Журнал дзвінків повний до") && text.contains(">10:25</time>"))
        #expect(text.contains("5 січ 2026 10:25:00 (Europe/Kyiv)"))
    }

    @Test("Trouble with Phonet is named in words")
    func failure() throws {
        try connect()
        try finished()
        try finished(.known(.phonet(.connection(.timedOut))))
        let text = olena.open(path).text
        #expect(
            text.contains("Журнал дзвінків повний до")
                && text.contains("Phonet не відповів вчасно."))
    }

    @Test(
        "A span of the company's clocks is asked for, and the page shows progress till it is over")
    func begin() throws {
        try connect()
        #expect(olena.open(path).text.contains("value=\"2026-01-05T10:30\""))
        let sent = olena.send(path, ["from": "2026-01-04T09:00", "to": "2026-01-05T10:00"])
        #expect(sent.status == 303 && sent.place == path)
        let asked = try #require(desk.asked.withLock { $0.first })
        #expect(Timestamp.text(asked.from) == "2026-01-04T07:00:00.000Z")
        #expect(Timestamp.text(asked.to) == "2026-01-05T08:00:00.000Z")

        let id = try office.store.beginReconciliationRun(
            .person, from: asked.from, to: asked.to, at: Office.morning)
        try office.store.readHistory(
            until: asked.from.advanced(bySeconds: 45_000), in: id, at: Office.morning)
        let running = olena.open(path)
        #expect(running.text.contains("value=\"50\"") && !running.text.contains("Звірити зараз"))
        #expect(running.fields[values: .init("Refresh") ?? .allow] == ["2"])
        try office.store.endReconciliationRun(
            id, of: "vitryla-demo.phonet.com.ua", nil, at: Office.morning)
        let over = olena.open(path)
        #expect(over.text.contains("завершено") && over.text.contains("Звірити зараз"))
        #expect(over.fields[values: .init("Refresh") ?? .allow].isEmpty)
    }

    @Test(
        "A span that cannot be compared is refused beside its field",
        arguments: [
            ("2026-01-05T10:00", "2026-01-05T09:00"), ("", "2026-01-05T09:00"),
            ("2025-01-05", "2026-01-05"), ("вчора", "2026-01-05T09:00"),
            ("2027-01-05T10:00", "2027-01-06T10:00"),
        ])
    func refused(from: String, to: String) throws {
        try connect()
        let reply = olena.send(path, ["from": from, "to": to])
        #expect(reply.status == 422 && reply.text.contains("problem-from"))
        #expect(desk.asked.withLock { $0.isEmpty })
    }

    @Test("A second one is not begun while the first is under way")
    func busy() throws {
        try connect()
        desk.isBusy.withLock { $0 = true }
        let reply = olena.send(path, ["from": "2026-01-04", "to": "2026-01-05"])
        #expect(reply.status == 409 && reply.text.contains("ще триває"))
    }

    @Test("Where comparisons are switched off, the page says so instead of having somebody wait")
    func closed() throws {
        let quiet = try Office()
        try quiet.hirePeople()
        let reply = try quiet.browser(of: Office.olena)
            .send(path, ["from": "2026-01-04", "to": "2026-01-05"])
        #expect(reply.status == 409 && reply.text.contains("--without-recovery"))
    }

    @Test("A day is read from its first moment to its last, also when the clocks change")
    func days() {
        let kyiv = CompanyClock(timezone: "Europe/Kyiv")
        func read(_ text: String, _ edge: TypedTime.Edge = .start) -> String? {
            TypedTime.instant(text, in: kyiv, edge).map(Timestamp.text)
        }
        #expect(read("2026-03-29") == "2026-03-28T22:00:00.000Z")
        #expect(read("2026-03-29", .end) == "2026-03-29T21:00:00.000Z")
        #expect(read("2026-03-29T03:30") == "2026-03-29T01:30:00.000Z")
        #expect(read("2026-01-05 10:30") == "2026-01-05T08:30:00.000Z")
        #expect(read("2026-01-05T08:30:00Z") == "2026-01-05T08:30:00.000Z")
        #expect(read("2026-02-30") == nil && read("10:30") == nil)
    }
}
