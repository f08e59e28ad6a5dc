import GRDB

extension Migrations {
    /// Gives every id once. SQLite gives the id of a deleted newest row to the next row, unless the
    /// table is AUTOINCREMENT; such a table has the same bytes and a row in `sqlite_sequence`. So no
    /// row is copied: the text of the table is changed in the schema (`OnlyOnce`).
    static let ids = """
        -- When the row was made, as it says itself; null: its table does not say, or it was
        -- erased by version 0.6.0 or before. With the key it names one row, also in a copy whose ids
        -- were given to other rows.
        ALTER TABLE erasure_row ADD COLUMN made_at INTEGER;

        -- SQLite makes sqlite_sequence with the first such table.
        CREATE TABLE id_sequence (id INTEGER PRIMARY KEY AUTOINCREMENT) STRICT;
        DROP TABLE id_sequence;
        """

    /// The tables that had rows of their own and were no AUTOINCREMENT when the step shipped.
    static let tablesWithIDs = [
        "api_token", "attachment", "audit_entry", "backup", "call", "case_closing", "client",
        "comparison", "delivery", "device", "dialling", "employee", "erasure", "import_job",
        "inquiry", "invitation", "lead", "lead_source", "lead_status", "missed_case", "notice",
        "purge", "push_subscription", "saved_view", "session", "setting_change", "turn",
        "webhook_message", "webhook_token",
    ]

    static func giveIDsOnce(_ db: Database) throws {
        let sequences = try IDsSeen(db)
        for table in tablesWithIDs {
            guard let last = try sequences.last(of: table, db) else { continue }
            try db.execute(
                sql: "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)",
                arguments: [table, last])
        }
        // A call that was deleted made no lead.
        try db.execute(
            sql: """
                UPDATE lead SET call_id = NULL
                WHERE call_id IS NOT NULL AND call_id NOT IN (SELECT id FROM call)
                """)
        let numbered = tablesWithIDs.map {
            SchemaEdit(
                table: $0, old: "id INTEGER PRIMARY KEY,",
                new: "id INTEGER PRIMARY KEY AUTOINCREMENT,")
        }
        let reference = SchemaEdit(
            table: "lead", old: "call_id INTEGER,",
            new: "call_id INTEGER REFERENCES call ON DELETE SET NULL,")
        try SchemaEdit.apply(numbered + [reference], db)
    }
}

/// One change of the text of a table that changes no byte of its rows or indexes.
///
/// SQLite describes it in https://sqlite.org/lang_altertable.html#otheralter for constraints.
/// Only for the word AUTOINCREMENT, for references to other tables, and for lists of values that grow.
struct SchemaEdit {
    let table: String
    /// Is there once.
    let old: String
    let new: String

    /// Applies the edits inside the transaction of a migration.
    static func apply(_ edits: [SchemaEdit], _ db: Database) throws {
        let version = try Int64.fetchOne(db, sql: "PRAGMA schema_version") ?? 0
        try db.execute(sql: "PRAGMA writable_schema = ON")
        defer { try? db.execute(sql: "PRAGMA writable_schema = OFF") }
        for edit in edits { try edit.apply(db) }
        // Other connections read the schema again, and then this one.
        try db.execute(sql: "PRAGMA schema_version = \(version + 1)")
        try db.execute(sql: "PRAGMA writable_schema = RESET")
        for table in Set(edits.map(\.table)) {
            // SQLite understands what was written.
            try db.execute(sql: "SELECT 1 FROM \(table) LIMIT 0")
        }
    }

    private func apply(_ db: Database) throws {
        let text =
            try String.fetchOne(
                db, sql: "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?",
                arguments: [table]) ?? ""
        guard text.ranges(of: old).count == 1 else {
            throw StoreError.unavailable(what: "the table \(table) is not as version 0.6.0 left it")
        }
        try db.execute(
            sql: "UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND name = ?",
            arguments: [text.replacing(old, with: new), table])
    }
}

/// The ids that rows of a database had, as far as the database still tells.
private struct IDsSeen {
    /// Ids of deleted rows leave no trace in these tables, or not always; their sequences begin so far
    /// above the last one.
    private static let untraced: Set = [
        "client", "delivery", "device", "invitation", "lead", "missed_case", "notice",
        "push_subscription", "saved_view", "session",
    ]
    private static let margin: Int64 = 1000

    /// Subjects of the audit that are not named after their table.
    private static let subjects = [
        "missed-case": "missed_case", "token": "api_token", "import": "import_job",
    ]

    /// References without a foreign key.
    private static let references: [String: String] = [
        "call": "SELECT max(call_id) FROM lead",
        "push_subscription": "SELECT max(address) FROM delivery WHERE channel = 'web_push'",
        "turn": "SELECT max(last_turn) FROM employee",
    ]

    private var found: [String: Int64] = [:]
    /// Somebody has worked with the database.
    private let isUsed: Bool

    init(_ db: Database) throws {
        isUsed =
            try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM employee) OR EXISTS (SELECT 1 FROM audit_entry)
                        OR EXISTS (SELECT 1 FROM webhook_message)
                    """) ?? false
        let named = """
            SELECT name, max(id) FROM (
                SELECT substr(subject, 1, instr(subject, '/') - 1) AS name,
                    CAST(substr(subject, instr(subject, '/') + 1) AS INTEGER) AS id
                FROM audit_entry WHERE subject GLOB '*/[0-9]*' AND subject NOT LIKE 'call/%'
                UNION ALL
                SELECT place, CAST(key AS INTEGER) FROM erasure_row WHERE place <> 'call'
                UNION ALL
                SELECT CASE fact.key
                        WHEN 'client_id' THEN 'client'
                        WHEN 'employee_id' THEN 'employee'
                        WHEN 'assigned_employee_id' THEN 'employee'
                        ELSE 'lead' END, fact.value
                FROM (SELECT iif(json_valid(facts), facts, '{}') AS facts FROM decision
                        ORDER BY id DESC LIMIT 10000)
                    JOIN json_each(facts) AS fact
                WHERE fact.type = 'integer' AND fact.key IN ('client_id', 'employee_id',
                    'assigned_employee_id', 'active_lead_id', 'reopenable_lead_id'))
            GROUP BY name
            """
        for row in try Row.fetchAll(db, sql: named) {
            let name: String = row[0]
            note(row[1], IDsSeen.subjects[name] ?? name)
        }
        for (table, query) in IDsSeen.references {
            if let id = try Int64.fetchOne(db, sql: query) { note(id, table) }
        }
    }

    private mutating func note(_ id: Int64, _ table: String) {
        found[table] = max(found[table] ?? 0, id)
    }

    /// The id after which the sequence of a table goes on; nil: from the start.
    func last(of table: String, _ db: Database) throws -> Int64? {
        let present = try Int64.fetchOne(db, sql: "SELECT max(id) FROM \(table)")
        let seen = [present, found[table]].compactMap { $0 }.max()
        guard isUsed, IDsSeen.untraced.contains(table) else { return seen }
        let last = seen ?? 0
        return last > .max - IDsSeen.margin ? last : last + IDsSeen.margin
    }
}
