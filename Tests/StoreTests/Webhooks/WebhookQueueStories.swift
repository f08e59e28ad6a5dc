import CallRules
import Foundation
import GRDB
import Synchronization
import TestSupport
import Testing

@testable import Store

@Suite("Events on their way to the CRM")
struct WebhookQueueStories {
    let company: Company
    private var store: Store { company.store }
    private let olena = Author(
        name: "Олена Гайова", employee: Company.olena, origin: .machine)

    init() throws { company = try Company() }

    private func endpoint(
        _ types: WebhookTypes = .all, token: APITokenRow.ID? = nil,
        at now: Instant = Company.morning
    ) throws -> WebhookEndpoint.ID {
        let details = WebhookEndpointDetails(
            url: "https://crm.example/hook", types: types, tokenID: token)
        return try #require(
            store.createWebhookEndpoint(
                details, secret: [UInt8](repeating: 1, count: 32), by: olena, at: now
            ).saved
        ).id
    }

    private func lead(_ name: String, by author: Author? = nil) throws -> Lead.ID {
        var details = LeadDetails()
        details.name = name
        let saved = try store.createLead(
            details, origin: .manual, by: author ?? olena, at: Company.morning)
        return try #require(saved.saved).id
    }

    private func rename(_ lead: Lead.ID, _ name: String) throws {
        _ = try store.updateLead(lead, by: olena, at: Company.morning) { $0.name = name }
    }

    /// The deliveries, the oldest event first: `type state cause`.
    private func deliveries(_ endpoint: WebhookEndpoint.ID) throws -> [String] {
        try store.webhookDeliveries(of: endpoint, WebhookDeliveryFilter(), Pagination(limit: 200))
            .items.reversed().map {
                [$0.type.rawValue, $0.state.rawValue, $0.cause].compactMap(\.self)
                    .joined(separator: " ")
            }
    }

    private func take(_ seconds: Int = 0) throws -> [Delivery] {
        try store.takeWebhooks(at: Company.morning.advanced(bySeconds: seconds))
    }

    private func finish(_ delivery: Delivery, _ result: AttemptResult, _ seconds: Int = 0) throws {
        try store.finish(
            delivery, result, Exchange(milliseconds: 3, answer: Array("so".utf8)),
            at: Company.morning.advanced(bySeconds: seconds))
    }

    private func again(_ seconds: Int) -> AttemptResult {
        .again(
            at: Company.morning.advanced(bySeconds: seconds), .unavailable(status: 500))
    }

    @Test("An endpoint gets the types it takes, from when it was added and while it is on")
    func types() throws {
        _ = try lead("Раніше")
        let leads = try endpoint(.some([.leadCreated]))
        let all = try endpoint()
        let id = try lead("Ганна")
        let first = try take()
        #expect(first.count == 2)
        for delivery in first { try finish(delivery, .delivered(status: 204)) }
        try rename(id, "Ганна К.")
        #expect(try deliveries(leads) == ["lead.created delivered"])
        #expect(try deliveries(all) == ["lead.created delivered", "lead.changed waiting"])
        _ = try store.updateWebhookEndpoint(all, by: olena, at: Company.morning) { $0.isOn = false }
        _ = try lead("Марія")
        #expect(try deliveries(all).count == 2 && take().map(\.address) == [leads.value])
    }

    @Test("What a token's own request caused is not sent to its endpoint, and to others it is")
    func echo() throws {
        let token = try #require(
            store.createAPIToken(
                name: "CRM", hash: [UInt8](repeating: 9, count: 32), TokenGrant(.crm), by: olena,
                at: Company.morning
            ).saved)
        let (own, other) = (try endpoint(token: token.id), try endpoint())
        _ = try lead("Від CRM", by: Author(token: token.id, name: "CRM", from: .machine))
        _ = try lead("Від Олени")
        #expect(try deliveries(own).count == 1 && deliveries(other).count == 2)
    }

    @Test("Events of a record that wait become one: what was created and gone again is not sent")
    func folded() throws {
        let crm = try endpoint()
        let id = try lead("Ганна")
        try rename(id, "Ганна К.")
        try rename(id, "Ганна Коваль")
        #expect(
            try deliveries(crm) == [
                "lead.created dropped folded", "lead.changed dropped folded",
                "lead.created waiting",
            ])
        _ = try store.deleteLead(id, by: olena, at: Company.morning)
        #expect(try take().isEmpty)
        let other = try lead("Інший")
        let sent = try take()
        #expect(sent.count == 1)
        // On its way: the receiver may know it, so its end is told.
        _ = try store.deleteLead(other, by: olena, at: Company.morning)
        #expect(try take().isEmpty, "one at a time of a record")
        try finish(sent[0], again(5))
        #expect(try take(4).isEmpty)
        let end = try take(5)
        #expect(end.count == 1 && end[0].tries == 2)
        guard case .event(let content) = end[0].content else { return }
        #expect(content.type == .leadDeleted)
    }

    @Test("A newer event takes the place of the one that waits, with its due time and its tries")
    func place() throws {
        let crm = try endpoint()
        let id = try lead("Ганна")
        let first = try take()
        try finish(first[0], again(300))
        try rename(id, "Ганна К.")
        #expect(try take(299).isEmpty)
        let second = try take(300)
        #expect(second.count == 1 && second[0].tries == 2)
        guard case .event(let content) = second[0].content else { return }
        #expect(content.type == .leadCreated)
        let newest = try #require(
            store.webhookDeliveries(of: crm, WebhookDeliveryFilter(), Pagination()).items.first)
        #expect(content.seq == newest.seq)
    }

    @Test("At most four at once for an endpoint; a record that fails holds up no other")
    func limits() throws {
        _ = try endpoint()
        for number in 1...9 { _ = try lead("Лід \(number)") }
        let first = try take()
        #expect(first.count == 4)
        #expect(try take().isEmpty)
        try finish(first[0], again(300))
        try finish(first[1], .delivered(status: 200))
        #expect(try take().count == 2)
    }

    @Test(
        "After ten tries of three records without a success an endpoint is asked with one event, and a success lets all go"
    )
    func outright() throws {
        let crm = try endpoint()
        for number in 1...6 { _ = try lead("Лід \(number)") }
        var count = 0
        while count < 10 {
            for delivery in try take() {
                try finish(delivery, again(count < 8 ? 0 : 600))
                count += 1
            }
        }
        #expect(try company.count("SELECT asks_one FROM webhook_endpoint") == 1)
        guard case .failing? = try store.webhookEndpoint(crm)?.state else {
            Issue.record("it does not fail")
            return
        }
        let asked = try take()
        #expect(asked.count == 1)
        try finish(asked[0], again(600))
        let next = try take()
        #expect(next.count == 1 && next[0].id != asked[0].id, "the record changes")
        try finish(next[0], .delivered(status: 200))
        #expect(try store.webhookEndpoint(crm)?.state == .on)
        #expect(try take().count == 4, "all that waits is due at once")
    }

    @Test(
        "Five days without a success, or 410, switch an endpoint off; administrators see it until it is on"
    )
    func off() throws {
        let (crm, gone) = (try endpoint(), try endpoint())
        _ = try lead("Ганна")
        for delivery in try take() {
            try finish(
                delivery, delivery.address == crm.value ? again(5) : .gone(status: 410))
        }
        #expect(try store.webhookEndpoint(gone)?.state == .off(.gone))
        let later = 5 * 86_400
        for delivery in try take(later - 1) { try finish(delivery, again(later), later - 1) }
        _ = try take(later)
        #expect(try store.webhookEndpoint(crm)?.state == .off(.failing))
        let admin = try #require(try store.employee(Company.olena, at: Company.morning))
        let live = try store.liveState(
            of: admin, since: .init(milliseconds: 0), at: Company.morning)
        #expect(live.stopped.map(\.id) == [crm, gone] && live.unread == 2)
        let actions = try store.auditEntries(Pagination()).items.map(\.action)
        #expect(actions.filter { $0 == .webhookEndpointStopped }.count == 2)
        _ = try store.updateWebhookEndpoint(
            crm, by: olena, at: Company.morning.advanced(bySeconds: later)
        ) { $0.isOn = true }
        #expect(try take(later).count == 1, "what waited is due")
    }

    @Test("A call that rings is not told of after a minute")
    func ringing() throws {
        let crm = try endpoint(.some([.callRinging, .callAnswered, .callEnded]))
        let call = Conversation()
        try company.hear(call.dial)
        #expect(try deliveries(crm) == ["call.ringing waiting"])
        #expect(try take(60).isEmpty)
        #expect(try deliveries(crm) == ["call.ringing dropped too_old"])
    }

    @Test("After any end of the program what was being sent waits again, however often")
    func restarts() throws {
        let crm = try endpoint()
        let id = try lead("Ганна")
        for _ in 1...7 {
            #expect(try take().count == 1)
            try rename(id, "Ганна \(try company.count("SELECT count(*) FROM event"))")
            try store.resumeDeliveries(at: Company.morning)
        }
        #expect(
            try deliveries(crm).filter { $0.contains("waiting") } == [
                "lead.created waiting cut_off"
            ])
        #expect(try take().first?.tries == 1, "ends of the program use up no tries")
    }

    @Test("A delivery, all failed ones, or a period go out again, each record once")
    func again() throws {
        let crm = try endpoint()
        let id = try lead("Ганна")
        let seq = try #require(
            store.webhookDeliveries(of: crm, WebhookDeliveryFilter(), Pagination()).items.first
        ).seq
        try finish(try #require(take().first), .failed(.unexpectedStatus(404)))
        #expect(try deliveries(crm) == ["lead.created failed unexpected_status"])
        #expect(
            try store.retryFailedWebhooks(at: crm, by: olena, at: Company.morning) == .queued(1))
        let second = try #require(take().first)
        #expect(second.tries == 1 && second.attempt == 2)
        try finish(second, .delivered(status: 200))
        try rename(id, "Ганна К.")
        try finish(try #require(take().first), .delivered(status: 200))
        #expect(
            try store.retryWebhook(seq: seq, at: crm, by: olena, at: Company.morning) == .queued(1))
        try finish(try #require(take().first), .delivered(status: 200))
        #expect(
            try store.replayWebhooks(
                to: crm, after: 0, types: [.leadCreated, .leadChanged], by: olena,
                at: Company.morning)
                == .queued(2))
        let sent = try take()
        #expect(sent.count == 1, "each record once")
        #expect(
            try store.retryWebhook(seq: 4711, at: crm, by: olena, at: Company.morning) == .missing)
        _ = try store.updateWebhookEndpoint(crm, by: olena, at: Company.morning) { $0.isOn = false }
        #expect(try store.retryWebhook(seq: seq, at: crm, by: olena, at: Company.morning) == .off)
    }

    @Test("An endpoint that is deleted while events are sent to it again leaves nothing behind")
    func deletedWhileReplayed() throws {
        for number in 0..<450 { _ = try lead("\(number)") }
        let crm = try endpoint()
        let outcome = Mutex<Store.Requeueing?>(nil)
        DispatchQueue.concurrentPerform(iterations: 2) { number in
            if number == 0 {
                outcome.withLock { outcome in
                    outcome = try? store.replayWebhooks(
                        to: crm, after: 0, by: olena, at: Company.morning)
                }
            } else {
                _ = try? store.deleteWebhookEndpoint(crm, by: olena, at: Company.morning)
            }
        }
        #expect(try store.webhookEndpoint(crm) == nil)
        #expect(try company.count("SELECT count(*) FROM delivery") == 0)
        #expect(
            try store.replayWebhooks(to: crm, after: 0, by: olena, at: Company.morning) == .missing)
    }

    @Test("Two secrets sign for a day after a new one was made")
    func secrets() throws {
        let crm = try endpoint()
        let (old, new) = ([UInt8](repeating: 1, count: 32), [UInt8](repeating: 2, count: 32))
        let end = try store.renewWebhookSecret(of: crm, new, by: olena, at: Company.morning)
        #expect(end == Company.morning.advanced(bySeconds: 86_400))
        func secrets(_ seconds: Int) throws -> [[UInt8]] {
            try store.read {
                try WebhookEndpointTable.secrets(
                    of: crm, at: Company.morning.advanced(bySeconds: seconds), $0)
            }
        }
        #expect(try secrets(86_399) == [new, old])
        #expect(try secrets(86_400) == [new])
    }

    @Test("A deleted endpoint takes its deliveries along, and one that is under way ends quietly")
    func deleted() throws {
        let crm = try endpoint()
        _ = try lead("Ганна")
        let sent = try #require(take().first)
        #expect(try store.deleteWebhookEndpoint(crm, by: olena, at: Company.morning))
        try finish(sent, .delivered(status: 200))
        #expect(try company.count("SELECT count(*) FROM delivery") == 0)
    }

    @Test("The first pause of the list is kept; one that is sent again by hand goes at once")
    func firstPause() throws {
        let crm = try endpoint()
        _ = try lead("Ганна")
        let (morning, soon) = (Company.morning, Company.morning.advanced(bySeconds: 3))
        #expect(try store.takeWebhooks(firstPause: 3, at: morning).isEmpty)
        let first = try #require(store.takeWebhooks(firstPause: 3, at: soon).first)
        try finish(first, .failed(.unavailable(status: 500)), 3)
        guard case .event(let content) = first.content else { return }
        _ = try store.retryWebhook(seq: content.seq, at: crm, by: olena, at: soon)
        #expect(try store.takeWebhooks(firstPause: 3, at: soon).count == 1)
    }

    @Test("A clock that is set back by an hour makes nothing wait an hour longer")
    func clockBack() throws {
        _ = try endpoint()
        _ = try lead("Ганна")
        let first = try #require(take().first)
        try finish(first, again(5))
        #expect(try take(1 - 3600).isEmpty)
        try store.moveWebhooks(bySeconds: 3600)
        #expect(try take(4 - 3600).isEmpty)
        #expect(try take(5 - 3600).count == 1)
    }

    @Test("A purge deletes old deliveries with old events, and none that is still to be sent")
    func purged() throws {
        let (crm, other) = (try endpoint(), try endpoint())
        _ = try lead("Ганна")
        for delivery in try take() where delivery.address == crm.value {
            try finish(delivery, .delivered(status: 204))
        }
        _ = try store.resumeDeliveries(at: Company.morning)
        let late = Company.morning.advanced(bySeconds: 31 * 86_400)
        func purge() throws {
            try store.beginPurge(by: olena, at: late)
            while try company.value("SELECT count(*) FROM purge WHERE ended_at IS NULL") == 1 {
                _ = try store.continuePurge(at: late)
            }
        }
        try purge()
        #expect(try deliveries(crm) == [])
        #expect(try deliveries(other).count == 1)
        _ = try store.updateWebhookEndpoint(other, by: olena, at: late) { $0.isOn = false }
        try purge()
        #expect(try deliveries(other).isEmpty)
    }

    @Test("What the courier asks about deliveries never reads all that was delivered before")
    func plans() throws {
        let crm = try endpoint()
        let hanna = try lead("Ганна")
        let asked = Mutex<Set<String>>([])
        let hear: @Sendable (Database.TraceEvent) -> Void = { event in
            guard case .statement(let statement) = event else { return }
            asked.withLock { _ = $0.insert(statement.sql) }
        }
        try store.write(.upkeep) { $0.db.trace(hear) }
        try store.read { $0.trace(hear) }
        for seconds in 0..<WebhookEndpointTable.outrightTries {
            _ = try lead("\(seconds)")
            for delivery in try take(seconds) { try finish(delivery, again(seconds), seconds) }
        }
        try rename(hanna, "Ганна К.")
        try store.moveWebhooks(bySeconds: 3600)
        for delivery in try take(60) {
            try finish(delivery, .failed(.unavailable(status: 500)), 60)
        }
        _ = try store.retryFailedWebhooks(at: crm, by: olena, at: Company.morning)
        for delivery in try take(60) { try finish(delivery, .delivered(status: 204), 60) }
        _ = try store.courierWork(at: Company.morning)
        #expect(try store.webhookBacklogs().count == 1)
        try store.resumeDeliveries(at: Company.morning)
        try store.write(.upkeep) { $0.db.trace() }
        try store.read { $0.trace() }
        let statements = asked.withLock { $0 }.filter {
            $0.contains("delivery") && !$0.hasPrefix("--") && !$0.hasPrefix("INSERT")
        }
        #expect(statements.count > 20)
        for sql in statements {
            let plan = try company.plan(of: sql)
            for step in plan where step.contains("delivery") || step.contains("own") {
                #expect(
                    !step.hasPrefix("SCAN") || step.hasSuffix("INDEX delivery_sending"),
                    "\(sql): \(plan)")
                #expect(
                    !step.contains("delivery_of_event (address=? AND event_seq>?"),
                    "\(sql): \(plan)")
            }
        }
    }
}
