import CallRules
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite("Ids are given out once")
struct IDStories {
    /// Tables whose row ids may be used again, and why. A new table is AUTOINCREMENT, or stands here.
    private static let others = [
        "counted_day": "the number of a day",
        "decision": "named by its call, its rule and its moment; the id never leaves the database",
        "import_mistake": "named by its import and line; the id never leaves the database",
        "module_off": "a time the module was off; the id never leaves the database",
        "setting_version": "the settings count their versions, and no version is deleted",
    ]

    @Test("Every table with ids of its own is AUTOINCREMENT, or says why not")
    func everyTable() throws {
        let fresh = try DatabaseQueue()
        try Migrations.migrator.migrate(fresh)
        var numbered: Set<String> = []
        for row in try fresh.read({ try Row.fetchAll($0, sql: IDStories.tables) }) {
            let (table, sql): (String, String) = (row["name"], row["sql"])
            let bare = SchemaText.bare(sql)
            let isOneRow = bare.contains("INTEGERPRIMARYKEYCHECK(id=1)")
            let isOfAnother = bare.contains("INTEGERPRIMARYKEYREFERENCES")
            let isOnce = bare.contains("INTEGERPRIMARYKEYAUTOINCREMENT")
            if isOnce { numbered.insert(table) }
            #expect(
                isOneRow || isOfAnother || isOnce || IDStories.others[table] != nil,
                "\(table): an id of a deleted row would be given to another")
        }
        #expect(numbered.isSuperset(of: Migrations.tablesWithIDs))
        #expect(numbered.count >= 29)
    }

    /// Those whose key is the row id.
    private static let tables = """
        SELECT name, sql FROM sqlite_schema AS made
        WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE '%WITHOUT ROWID%'
            AND EXISTS (SELECT 1 FROM pragma_table_info(made.name) WHERE pk = 1 AND type = 'INTEGER')
            AND NOT EXISTS (SELECT 1 FROM pragma_table_info(made.name) WHERE pk = 2)
        """

    @Test("The id of a deleted newest row is given to no other row")
    func deleted() throws {
        let company = try Company()
        let rows = [
            (
                "lead",
                "(name, status_id, origin, created_at, updated_at) VALUES ('А', 1, 'api', 0, 0)"
            ),
            ("client", "(name, created_at, updated_at) VALUES ('А', 0, 0)"),
            (
                "employee",
                "(name, role, active, created_at, updated_at) VALUES ('А', 'admin', 1, 0, 0)"
            ),
            (
                "missed_case",
                """
                (phone, opened_at, last_missed_at, missed_calls, attempts, state)
                VALUES ('+380500009011', 0, 0, 1, 0, 'open')
                """
            ),
            ("lead_source", "(name, position) VALUES ('А', 9)"),
        ]
        for (table, values) in rows {
            try company.execute("INSERT INTO \(table) \(values)")
            let first: Int64? = try company.value("SELECT max(id) FROM \(table)")
            try company.execute("DELETE FROM \(table) WHERE id = (SELECT max(id) FROM \(table))")
            try company.execute("INSERT INTO \(table) \(values)")
            let second: Int64? = try company.value("SELECT max(id) FROM \(table)")
            #expect(try #require(second) > #require(first), "\(table)")
        }
    }

    @Test("A lead of a deleted call belongs to no later call")
    func deletedCall() throws {
        let company = try Company()
        company.decide { $0.createLead.missedIncoming.isOn = true }
        try company.hear(Conversation(uuid: "a1").dial)
        try company.hear(Conversation(uuid: "a1").record(answered: false))
        let lead: Int64 = try #require(try company.value("SELECT id FROM lead"))
        try company.execute("DELETE FROM call")
        try company.hear(Conversation(uuid: "b2", number: "+380500000077").dial)
        #expect(try company.store.lead(Lead.ID(lead))?.callUUID == nil)
        #expect(try company.count("SELECT count(*) FROM lead WHERE call_id IS NOT NULL") == 0)
    }

    /// Ids that the books of 0.6.0 still name: of rows that are gone.
    @Test("An upgraded database goes on above every id that it still names")
    func upgraded() throws {
        let old = try DatabaseQueue()
        try Migrations.migrator.migrate(old, upTo: "18 privacy")
        try old.write { db in
            try db.execute(
                sql: """
                    INSERT INTO employee (name, role, active, last_turn, created_at, updated_at)
                    VALUES ('Олена', 'admin', 1, 70, 0, 0);
                    INSERT INTO call (uuid, state, raw_number, number_class, lead_created, origin,
                        seen_at, updated_at)
                    VALUES ('a', 'ended', '', 'hidden', 0, 'webhook', 0, 0);
                    INSERT INTO lead (id, name, status_id, origin, call_id, created_at, updated_at)
                    VALUES (8, 'Богдан', 1, 'telephony', 11, 0, 0), (9, 'Галя', 1, 'telephony', 1, 0, 0);
                    INSERT INTO audit_entry (at, actor, source_ip, action, subject)
                    VALUES (0, '', '', 'lead_deleted', 'lead/5000'),
                        (0, '', '', 'missed_case_closed', 'missed-case/61'),
                        (0, '', '', 'employee_deleted', 'employee/12'),
                        (0, '', '', 'call_attached', 'call/77777');
                    INSERT INTO erasure (manner, token, actor, began_at, counts)
                    VALUES ('erase', '+9990', '', 0, '{}');
                    INSERT INTO erasure_row VALUES (1, 'client', '4000'), (1, 'lead', '136'),
                        (1, 'call', '999999');
                    INSERT INTO decision (call_id, rule, moment, result, reason_uk, reason_en, facts,
                        settings_version, at)
                    VALUES (1, 'link', 'begins', 'linked', '', '',
                        '{"client_id":4100,"active_lead_id":null}', 1, 0),
                        (1, 'link', 'rings', 'linked', '', '', 'no JSON', 1, 0);
                    """)
        }
        try Migrations.migrator.migrate(old)
        let last = try old.read { db in
            try Row.fetchAll(db, sql: "SELECT name, seq FROM sqlite_sequence").reduce(
                into: [String: Int64]()
            ) { $0[$1[0]] = $1[1] }
        }
        #expect(try #require(last["lead"]) > 5000)
        #expect(try #require(last["client"]) > 4100)
        #expect(try #require(last["missed_case"]) > 61)
        #expect(last["employee"] == 12)
        #expect(last["call"] == 11)
        #expect(last["turn"] == 70)
        let made = try old.read { try Row.fetchAll($0, sql: "SELECT id, call_id FROM lead") }
        #expect(made.map { $0["call_id"] as Int64? } == [nil, 1])
        let problems = try old.write { db in
            try db.execute(sql: "DELETE FROM call")
            return try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map(\.description)
                + String.fetchAll(db, sql: "PRAGMA integrity_check")
        }
        #expect(problems == ["ok"])
        #expect(
            try old.read { try Int.fetchOne($0, sql: "SELECT count(call_id) FROM lead") } == 0)
    }
}
