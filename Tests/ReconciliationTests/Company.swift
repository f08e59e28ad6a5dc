import CallRules
import Foundation
import GRDB
import Phonet
import SimulatedPhonet
import Synchronization
import Testing

@testable import Reconciliation
@testable import Store

/// The small company of the stories: Olena (101), Taras (102) and Marko (103), their books in a real
/// SQLite file, and a Phonet whose history knows better than the webhooks.
final class Company: Sendable {
    /// Monday, 5 January 2026, 10:30 in Kyiv.
    static let morning = Instant(milliseconds: 1_767_601_800_000)
    /// Iryna Sokolova is a client.
    static let iryna = "+380500000011"
    static let untrusted = "+380500000099"

    let store: Store
    let exchange: SimulatedExchange
    let phonet: PhonetAccess
    private let directory: URL
    private let settings = Mutex((Settings(), Int64(1)))

    /// - Parameter exchange: the Phonet of the company; another company may share it.
    init(_ exchange: SimulatedExchange = SimulatedExchange()) throws {
        directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("recovery-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        store = try Store(path: directory.appendingPathComponent("gateway.sqlite").path)
        self.exchange = exchange
        let moment = Clock(Company.morning)
        clock = moment
        phonet = PhonetAccess(
            extraHosts: [], allowsPlainHTTP: false, uptime: { .zero },
            transport: exchange.transport(clock: { moment.now }))
        for (id, name) in [(1, "Олена Гайова"), (2, "Тарас Левченко"), (3, "Марко Дубовик")] {
            try execute(
                "INSERT INTO employee (id, name, extension, role, active, created_at, updated_at) "
                    + "VALUES (\(id), '\(name)', '10\(id)', 'employee', 1, 0, 0)")
        }
        try execute(
            "INSERT INTO client (id, name, created_at, updated_at) VALUES (8101, 'Ірина', 0, 0)")
        try execute("INSERT INTO client_phone VALUES ('\(Company.iryna)', 8101, 0)")
        decide {
            $0.phonetDomain = domain
            $0.phonetAPIKey = "EXAMPLEkey0000000000000000000000"
            $0.missedCallLeadSourceID = LeadSource.ID(1)
            $0.answeredCallLeadSourceID = LeadSource.ID(1)
        }
    }

    deinit {
        store.close()
        try? FileManager.default.removeItem(at: directory)
    }

    let clock: Clock
    let domain = "vitryla-demo.phonet.com.ua"
    var now: Instant { clock.now }

    /// Time passes, and what time decides is decided.
    func pass(seconds: Int) throws {
        clock.advance(to: now.advanced(bySeconds: seconds))
        while try store.settle(at: now) > 0 {}
    }

    /// The administrator saves the settings.
    func decide(_ change: (inout Settings) -> Void) {
        settings.withLock { held in
            change(&held.0)
            held.1 += 1
            store.settingsCache.replace(by: SettingsSnapshot(version: held.1, settings: held.0))
        }
    }

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

    func execute(_ sql: String) throws {
        try store.write { try $0.db.execute(sql: sql) }
    }

    func value<Value: DatabaseValueConvertible>(_ sql: String) throws -> Value? {
        try store.read { try Value.fetchOne($0, sql: sql) }
    }

    func count(_ sql: String) throws -> Int { try value(sql) ?? -1 }

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

/// The time of the stories; it passes when a story says so.
final class Clock: Sendable {
    private let moment: Mutex<Instant>

    init(_ start: Instant) { moment = Mutex(start) }

    var now: Instant { moment.withLock { $0 } }

    /// Never back.
    func advance(to later: Instant) { moment.withLock { $0 = max($0, later) } }
}
