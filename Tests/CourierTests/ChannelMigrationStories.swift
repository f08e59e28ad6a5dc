import CallRules
import GRDB
import TestSupport
import Testing

@testable import Store

/// A database as version 0.6.0 leaves it when it is killed while it sends pushes.
private final class OldDatabase {
    let path: String
    private let directory = TemporaryDirectory()
    private let pool: DatabasePool

    init() throws {
        path = directory.file("gateway.sqlite")
        pool = try DatabasePool(path: path)
        try Migrations.migrator.migrate(pool, upTo: "18 privacy")
        try pool.write { try $0.execute(sql: OldDatabase.rows) }
    }

    func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try pool.unsafeRead(body)
    }

    func execute(_ sql: String) throws {
        try pool.write { try $0.execute(sql: sql) }
    }

    func close() throws { try pool.close() }

    /// Every failure as 0.6.0 writes it, and what its code and details are today.
    static let failures: [(name: String, status: Int?, failure: DeliveryFailure)] = [
        ("unreachable", nil, .noResponse(.unreachable)),
        ("address_refused", nil, .noResponse(.addressRefused)),
        ("not_trusted", nil, .noResponse(.notTrusted)),
        ("timed_out", nil, .noResponse(.timedOut)), ("broken_off", nil, .noResponse(.brokenOff)),
        ("not_sent", nil, .noResponse(.notSent)), ("too_many", 429, .tooManyRequests),
        ("unavailable", 503, .unavailable(status: 503)),
        ("unavailable", 408, .unavailable(status: 408)), ("not_understood", 400, .notUnderstood),
        ("token_refused", 401, .tokenRefused), ("key_refused", 403, .keyRefused),
        ("too_large", 413, .tooLarge), ("redirected", 302, .redirected(status: 302)),
        ("unexpected_status", 418, .unexpectedStatus(418)), ("not_made", nil, .notMade),
        ("endpoint_no_host", nil, .badAddress("endpoint_no_host")),
        ("key_not_point", nil, .badAddress("key_not_point")),
        ("secret_not_16_bytes", nil, .badAddress("secret_not_16_bytes")),
    ]

    private static let rows = """
        INSERT INTO employee (id, name, role, active, created_at, updated_at)
        VALUES (2, 'Тарас Левченко', 'employee', 1, 0, 0);
        INSERT INTO call (id, uuid, state, raw_number, number_class, lead_created, origin, seen_at,
            updated_at)
        VALUES (1, 'a1', 'ended', '', 'hidden', 0, 'webhook', 0, 0),
            (2, 'a2', 'ended', '', 'hidden', 0, 'webhook', 0, 0);
        INSERT INTO notice (id, kind, employee_id, call_id, text, formed_at, due_at, sent_at)
        VALUES (1, 'missed_call', 2, 1, 'Пропущений дзвінок', 1000, 2000, 2000),
            (2, 'missed_call', 2, 2, 'Пропущений дзвінок', 1000, 2000, 2000);
        INSERT INTO push_subscription (id, employee_id, endpoint, p256dh, auth, browser, created_at)
        VALUES (5, 2, 'https://push.example/a', '', '', '', 0),
            (6, 2, 'https://push.example/b', '', '', '', 0);
        INSERT INTO push_delivery (id, notice_id, subscription_id, news, state, next_at, expires_at,
            possibly_repeated, reason, created_at)
        VALUES (10, 1, 5, 'missed', 'waiting', 3000, 9000000000000, 1, NULL, 2000),
            (11, 1, 6, 'missed', 'sending', 3000, 9000000000000, 0, NULL, 2000),
            (12, 2, 5, 'missed', 'failed', 3000, 9000000000000, 0, 'unavailable', 2000),
            (13, 2, 6, 'missed', 'dropped', 3000, 9000000000000, 0, 'quiet_hours', 2000),
            (14, 2, NULL, 'missed', 'failed', 3000, 9000000000000, 0, 'gone', 2000),
            (15, NULL, 6, 'trial', 'waiting', 3000, 9000000000000, 0, NULL, 2000),
            (16, NULL, NULL, 'trial', 'delivered', 3000, 9000000000000, 0, NULL, 2000);
        INSERT INTO push_attempt (delivery_id, number, started_at, ended_at, status, trouble)
        VALUES (10, 1, 2100, 2200, NULL, 'cut_off'), (11, 1, 2100, NULL, NULL, NULL),
            (12, 1, 2100, 2200, 429, 'too_many'), (12, 2, 2300, 2400, 503, 'unavailable'),
            (14, 1, 2100, 2200, 410, NULL), (16, 1, 2100, 2200, 201, NULL);
        """
}

@Suite("A database from before there were channels")
struct ChannelMigrationStories {
    private let old: OldDatabase

    init() throws {
        old = try OldDatabase()
    }

    private func texts(_ store: Store, _ sql: String) throws -> [String] {
        try store.read { db in
            try Row.fetchAll(db, sql: sql).map { row in
                row.databaseValues.map { $0.isNull ? "" : $0.storage.value.map { "\($0)" } ?? "" }
                    .joined(separator: "|")
            }
        }
    }

    @Test("Every row keeps its id and its state, and says web push")
    func rows() throws {
        try old.close()
        let store = try Store(path: old.path)
        defer { store.close() }
        #expect(
            try texts(
                store,
                """
                SELECT id, channel, notice_id, employee_id, address, news, state, next_at,
                    possibly_repeated, reason, details FROM delivery ORDER BY id
                """)
                == [
                    "10|web_push|1||5|missed|waiting|3000|1||",
                    "11|web_push|1||6|missed|sending|3000|0||",
                    #"12|web_push|2||5|missed|failed|3000|0|unavailable|{"status":503}"#,
                    "13|web_push|2||6|missed|dropped|3000|0|quiet_hours|",
                    #"14|web_push|2|||missed|failed|3000|0|gone|{"status":410}"#,
                    "15|web_push||2|6|trial|waiting|3000|0||",
                    "16|web_push||||trial|delivered|3000|0||",
                ])
        #expect(
            try texts(
                store,
                """
                SELECT delivery_id, number, started_at, ended_at, status, failure, details
                FROM delivery_attempt ORDER BY delivery_id, number
                """)
                == [
                    "10|1|2100|2200||cut_off|", "11|1|2100||||", "12|1|2100|2200|429|too_many|",
                    #"12|2|2300|2400|503|unavailable|{"status":503}"#, "14|1|2100|2200|410||",
                    "16|1|2100|2200|201||",
                ])
        #expect(
            try texts(store, "SELECT name FROM sqlite_schema WHERE name GLOB 'push_*'").sorted()
                == [
                    "push_key", "push_subscription", "push_subscription_employee",
                    "push_subscription_removed",
                ])
        #expect(try store.damage() == [])
    }

    @Test("Sending goes on: what waited and what was cut off goes out, the rest does not")
    func resumes() throws {
        try old.close()
        let store = try Store(path: old.path)
        defer { store.close() }
        let now = Instant(milliseconds: 10_000)
        #expect(try store.resumeDeliveries(at: now) == 1)
        let deliveries = try store.takeDeliveries(by: .webPush, atMost: 8, at: now).sorted {
            $0.id < $1.id
        }
        #expect(deliveries.map(\.id) == [10, 11, 15])
        #expect(deliveries.map(\.attempt) == [2, 2, 1])
        #expect(deliveries.map(\.tries) == [1, 1, 1])
        #expect(deliveries.map(\.address) == [5, 6, 6])
        #expect(deliveries.allSatisfy { $0.channel == .webPush && $0.employeeID?.value == 2 })
        for delivery in deliveries {
            try store.finish(delivery, .delivered(status: 201), at: now)
        }
        #expect(
            try texts(store, "SELECT id, possibly_repeated FROM delivery WHERE state = 'delivered'")
                == ["10|1", "11|1", "15|0", "16|0"])
    }

    @Test("Every failure of a browser is read as what it was", arguments: OldDatabase.failures)
    func failures(name: String, status: Int?, failure: DeliveryFailure) throws {
        let status = status.map(String.init) ?? "NULL"
        try old.execute(
            """
            UPDATE push_subscription SET trouble = '\(name)', trouble_status = \(status)
            WHERE id = 5
            """)
        try old.close()
        let store = try Store(path: old.path)
        defer { store.close() }
        let browsers = try store.pushSubscriptions(of: Employee.ID(2))
        #expect(browsers.map(\.failure) == [nil, failure])
        #expect(try store.pushStatus().failures == [failure.code: 1])
        #expect(failure.code == .badAddress || name == failure.code.rawValue)
    }

    @Test("Nothing waits for a browser that is removed, and its id is not given again")
    func removed() throws {
        try old.close()
        let store = try Store(path: old.path)
        defer { store.close() }
        #expect(try store.unsubscribe(6, of: Employee.ID(2)))
        let waiting = "state IN ('waiting', 'sending')"
        #expect(try texts(store, "SELECT id FROM delivery WHERE address = 6 AND \(waiting)") == [])
        #expect(try texts(store, "SELECT count(*) FROM delivery WHERE address = 5") == ["2"])
        let next = try store.subscribe(
            PushSubscriptionDetails(endpoint: "https://push.example/next", p256dh: "", auth: ""),
            browser: "Story", of: Employee.ID(2), at: Company.morning)
        #expect(try #require(next).id > 6)
    }

    @Test("An upgrade that fails at its last step leaves the old tables with all their rows")
    func failsWhole() throws {
        // The last statement of the step cannot be made: its name is taken.
        try old.execute(
            """
            CREATE TRIGGER push_subscription_removed AFTER DELETE ON push_subscription
            BEGIN SELECT 1; END
            """)
        let before = try old.read { db in
            try ["push_delivery", "push_attempt", "push_subscription"].map {
                try "\(Row.fetchAll(db, sql: "SELECT * FROM \($0)"))"
            }
        }
        #expect(throws: (any Error).self) { try Store(path: old.path) }
        let after = try old.read { db in
            try ["push_delivery", "push_attempt", "push_subscription"].map {
                try "\(Row.fetchAll(db, sql: "SELECT * FROM \($0)"))"
            }
        }
        #expect(before == after)
        #expect(try old.read { try !$0.tableExists("delivery") })
    }
}

@Suite("Failures of deliveries as stored")
struct DeliveryFailureStories {
    private static let all: [DeliveryFailure] =
        OldDatabase.failures.map { $0.failure } + [.gone(status: 410), .gone(status: nil), .cutOff]

    @Test("Every code is read as it was written", arguments: all)
    func roundTrip(failure: DeliveryFailure) throws {
        let read = try DeliveryFailure(failure.code, details: failure.details, column: "details")
        #expect(read == failure)
    }

    @Test("The stories above know every code")
    func complete() {
        #expect(Set(DeliveryFailureStories.all.map(\.code)) == Set(DeliveryFailure.Code.allCases))
    }

    @Test("A code without the details it needs is an error, not a guess", arguments: [nil, "{}"])
    func incomplete(details: String?) {
        #expect(throws: UnknownCode.self) {
            try DeliveryFailure(.unavailable, details: details, column: "details")
        }
    }
}

@Suite("Addresses of a channel")
struct AddressTableStories {
    @Test("A channel without a table of its own finds its addresses in the employees' rows")
    func employees() throws {
        let company = try Company()
        try company.execute(
            "UPDATE employee SET email = iif(id = 2, 'taras@vitryla.example', NULL)")
        let table = AddressTable.employee(where: "email IS NOT NULL")
        try company.store.write(.system(at: Instant(milliseconds: 0))) { transaction in
            let db = transaction.db
            #expect(try table.has(2, of: Company.taras, db))
            #expect(try !table.has(3, of: Company.taras, db))
            #expect(try !table.has(3, of: Company.marko, db))
            try table.remove(2, at: Company.morning, db)
            #expect(try table.has(2, of: Company.taras, db))
        }
    }
}
