import Foundation
import GRDB
import Testing

@testable import Store

@Suite("The schema")
struct SchemaStories {
    /// The repository's `Sources/Store/Schema/schema.sql`.
    private static let file = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Sources/Store/Schema/schema.sql")

    /// `WRITE_SCHEMA=1 swift test --filter SchemaStories` writes the file.
    @Test("schema.sql shows what a fresh database holds")
    func picture() throws {
        let text = try SchemaText(of: SchemaStories.fresh()).text
        if ProcessInfo.processInfo.environment["WRITE_SCHEMA"] != nil {
            try text.write(to: SchemaStories.file, atomically: true, encoding: .utf8)
        }
        let written = try String(contentsOf: SchemaStories.file, encoding: .utf8)
        #expect(
            written == text,
            "run WRITE_SCHEMA=1 swift test --filter SchemaStories and look at the difference")
    }

    @Test("schema.sql makes the schema of a fresh database")
    func executable() throws {
        let written = try String(contentsOf: SchemaStories.file, encoding: .utf8)
        let made = try DatabaseQueue()
        try made.write { try $0.execute(sql: written) }
        #expect(try SchemaStories.schema(made) == SchemaStories.schema(SchemaStories.fresh()))
    }

    @Test("A database of 0.6.0 has the schema of a fresh one once it is upgraded")
    func upgrade() throws {
        let old = try DatabaseQueue()
        try Migrations.migrator.migrate(old, upTo: "18 privacy")
        try old.write { db in
            try db.execute(
                sql: """
                    INSERT INTO employee (name, role, active, created_at, updated_at)
                    VALUES ('Олена', 'admin', 1, 0, 0);
                    INSERT INTO call (uuid, state, raw_number, number_class, lead_created, origin,
                        seen_at, updated_at)
                    VALUES ('a', 'ended', '', 'hidden', 0, 'webhook', 0, 0);
                    INSERT INTO notice (kind, employee_id, call_id, text, formed_at, due_at)
                    VALUES ('missed_call', 1, 1, '', 0, 0);
                    INSERT INTO push_subscription (employee_id, endpoint, p256dh, auth, browser,
                        created_at) VALUES (1, 'https://push.example/1', '', '', '', 0);
                    INSERT INTO push_delivery (notice_id, subscription_id, news, state, next_at,
                        expires_at, created_at) VALUES (1, 1, 'missed', 'waiting', 0, 0, 0);
                    """)
        }
        try Migrations.migrator.migrate(old)
        #expect(try SchemaStories.schema(old) == SchemaStories.schema(SchemaStories.fresh()))
        #expect(try old.read { try Row.fetchAll($0, sql: "PRAGMA foreign_key_check") }.isEmpty)
        #expect(try old.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM notice") } == 1)
    }

    @Test("No shipped migration has changed, comments and white space apart")
    func shipped() {
        let now = Migrations.all.map { "\($0.name): \(SchemaText.fingerprint($0.sql))" }
        for line in SchemaStories.shipped {
            #expect(now.contains(line), "a shipped migration is never edited; add a new one")
        }
        #expect(SchemaStories.shipped.count >= 30)
        #expect(
            Migrations.all.prefix(SchemaStories.shipped.count).map(\.name)
                == SchemaStories.shipped.map { String($0.prefix { $0 != ":" }) })
    }

    @Test("A fingerprint sees every change but comments and white space")
    func fingerprints() {
        let sql = "CREATE TABLE a (\n  b TEXT -- why\n) STRICT;"
        let same = "-- what\nCREATE TABLE a (b TEXT) STRICT;"
        #expect(SchemaText.fingerprint(sql) == SchemaText.fingerprint(same))
        for other in ["CREATE TABLE a (c TEXT) STRICT;", "CREATE TABLE a (b TEXT);"] {
            #expect(SchemaText.fingerprint(sql) != SchemaText.fingerprint(other))
        }
        #expect(SchemaText.fingerprint("'a b'") != SchemaText.fingerprint("'ab'"))
    }

    private static func fresh() throws -> DatabaseQueue {
        let fresh = try DatabaseQueue()
        try Migrations.migrator.migrate(fresh)
        return fresh
    }

    /// Every object with its text, comments and white space removed.
    private static func schema(_ database: DatabaseQueue) throws -> [String] {
        try database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT type, name, sql FROM sqlite_schema
                    WHERE sql IS NOT NULL AND name <> 'grdb_migrations'
                        AND name NOT LIKE 'sqlite_%'
                    ORDER BY type, name
                    """
            ).map { row in
                let name: (String, String) = (row["type"], row["name"])
                return "\(name.0) \(name.1) \(SchemaText.bare(row["sql"]))"
            }
        }
    }

    /// The migrations that released versions have run. A release adds its own here.
    private static let shipped = [
        "1 people: ed92be07dae65f93",
        "2 leads and clients: 6a8aed951cf67a57",
        "3 calls: 25d0f13773e3a551",
        "4 what a fresh database holds: 2b412c91c2e91434",
        "5 signing in: 361bfaabf486a110",
        "6 connecting Phonet: 06f24d9f52ed782a",
        "7 extensions nobody owns: 53a425e235d2e59e",
        "8 recovery: 46977d8e1a9f9b28",
        "9 calling: 7be9bd0df4b57dab",
        "10 recordings: 37c333632c85ad7c",
        "11 courier: d1e96d016c3f4cad",
        "12 missed cases: dc34d2e305bfc98c",
        "13 live card: 9bf7080232384cb9",
        "14 journal of calls: b365f5cca5426e10",
        "15 attachments: 56b0182147103e0e",
        "16 imports: 2d3114be08beb4e2",
        "17 messages: 39e3ddfe441e0ee9",
        "18 privacy: c6b8726f42cd6f2a",
        "19 reasons: 8f73861968cfb19d",
        "20 channels: fb896762397a8edf",
        "21 contact by phone: e971a630b8db3740",
        "22 whose facts: d94ae50479e10063",
        "23 news when sent: 0f66161281f8c39f",
        "24 contact links: f382d9ae0f06c624",
        "25 own lines: aaa8de00c2ab29fe",
        "26 ids once: d3ea34adc4d428ed",
        "27 extension owners: dbeebd171d037c12",
        "29 untrusted sources: d73a473cd63010da",
        "30 history: 4af11af59df4fd97",
        "31 self-check: b0e5dd8f71559348",
    ]
}
