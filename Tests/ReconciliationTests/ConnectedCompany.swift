import CallRules
import Foundation
import GRDB
import Phonet
import SimulatedPhonet
import TestSupport
import Testing

@testable import Reconciliation
@testable import Store

/// The company of the stories with a Phonet whose history knows better than the webhooks.
final class ConnectedCompany: Sendable {
    let company: Company
    let exchange: SimulatedExchange
    let phonet: PhonetAccess
    let domain = "vitryla-demo.phonet.com.ua"

    /// - Parameter exchange: the Phonet of the company; another company may share it.
    init(_ exchange: SimulatedExchange = SimulatedExchange()) throws {
        company = try Company()
        self.exchange = exchange
        phonet = PhonetAccess(
            extraHosts: [], allowsPlainHTTP: false, uptime: { .zero },
            transport: exchange.transport(clock: { [clock = company.clock] in clock.now }))
        company.decide {
            $0.phonetDomain = domain
            $0.phonetAPIKey = "EXAMPLEkey0000000000000000000000"
        }
    }

    var store: Store { company.store }
    var clock: TestClock { company.clock }
    var now: Instant { clock.now }

    /// Time passes, and what time decides is decided.
    func pass(seconds: Int) throws {
        clock.advance(to: now.advanced(bySeconds: seconds))
        while try store.settle(at: now) > 0 {}
    }

    /// The administrator saves the settings.
    func decide(_ change: (inout Settings) -> Void) { company.decide(change) }

    /// A webhook comes in now.
    @discardableResult
    func hear(_ posted: Posted, trusted: Bool = true) throws -> WebhookMessageStatus {
        let endpoint = Endpoint(rawValue: posted.endpoint.rawValue) ?? .call
        return try hear(body: posted.body, at: endpoint, trusted: trusted)
    }

    @discardableResult
    func hear(
        body: [UInt8], at endpoint: Endpoint = .call, trusted: Bool
    ) throws -> WebhookMessageStatus {
        let webhook = ReceivedWebhook(
            endpoint: endpoint, sourceIP: trusted ? "89.184.65.208" : "203.0.113.66",
            isTrusted: trusted, receivedAt: now, contentType: "application/json", payload: body)
        return try store.received(
            webhook, Wire.decode(body, contentType: nil, arrivedAt: now))
    }

    /// Webhooks come in at their times, and what time decides is decided between them.
    func live(through posted: [Posted]) throws {
        for webhook in posted {
            if let due = try settlesNext(), due < webhook.at { clock.advance(to: due) }
            while try store.settle(at: now) > 0 {}
            clock.advance(to: webhook.at)
            while try store.settle(at: now) > 0 {}
            if webhook.endpoint != .customerData { try hear(webhook) }
        }
    }

    private func settlesNext() throws -> Instant? {
        let due: Int64? = try value("SELECT min(settles_at) FROM call")
        return due.map(Instant.init(milliseconds:))
    }

    /// A comparison from this time to now.
    @discardableResult
    func compare(from: Instant, to: Instant? = nil) throws -> ReconciliationRun {
        let id = try store.beginReconciliationRun(.person, from: from, to: to ?? now, at: now)
        let made = try HistoryReconciliation(store, clock: { [clock] in clock.now })
            .run(id, with: phonet.history(store.settings.settings))
        return try #require(made)
    }

    func round() -> ReconciliationRound {
        ReconciliationRound(
            store, phonet, clock: { [clock] in clock.now }, chance: { 0 }, report: { _ in })
    }

    func execute(_ sql: String) throws { try company.execute(sql) }

    func value<Value: DatabaseValueConvertible>(_ sql: String) throws -> Value? {
        try company.value(sql)
    }

    func count(_ sql: String) throws -> Int { try company.count(sql) }

    func texts(_ sql: String) throws -> [String] {
        try store.read { try String.fetchAll($0, sql: sql) }
    }

    /// Every row of these tables, as text.
    func rows(of tables: [String]) throws -> [String] {
        try store.read { db in
            try tables.flatMap { table in
                try Row.fetchAll(db, sql: "SELECT * FROM \(table) ORDER BY 1").map {
                    "\(table) \($0)"
                }
            }
        }
    }
}
