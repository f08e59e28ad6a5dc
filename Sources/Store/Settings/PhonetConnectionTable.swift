import CallRules
import GRDB

/// When each Phonet account was connected, and from when on calls of its history make leads.
enum PhonetConnectionTable {
    /// Notes that domain and key are set; only the first time counts.
    static func connected(_ domain: String, at now: Instant, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO phonet_connection (domain, connected_at, judged_from) VALUES (?, ?, ?)
                ON CONFLICT DO NOTHING
                """, arguments: [domain, now, now])
    }

    /// Notes that a check succeeded.
    ///
    /// - Returns: true the first time.
    static func checked(_ domain: String, at now: Instant, _ db: Database) throws -> Bool {
        try db.execute(
            sql: """
                UPDATE phonet_connection SET asked_at = ? WHERE domain = ? AND asked_at IS NULL
                """, arguments: [now, domain])
        return db.changesCount > 0
    }

    /// From when on calls known only from history make leads; nil: at any time, because no account
    /// is connected.
    static func leadsSince(
        _ settings: Settings, _ sql: Connection
    ) throws(SQLiteError) -> Instant? {
        let row = try sql.rows(
            "SELECT connected_at FROM phonet_connection WHERE domain = ?1",
            .text(settings.phonetDomain))
        defer { row.done() }
        guard try row.step() else { return nil }
        return Instant(milliseconds: row.int(0)).earlier(
            bySeconds: settings.leadsBeforeConnectionDays * 86_400)
    }

    /// The span of time whose calls are to be judged again, because the setting grew; nil: none.
    static func unjudged(
        _ settings: Settings, _ sql: Connection
    ) throws(SQLiteError) -> (from: Instant, to: Instant)? {
        guard let since = try leadsSince(settings, sql) else { return nil }
        let row = try sql.rows(
            "SELECT judged_from FROM phonet_connection WHERE domain = ?1 AND judged_from > ?2",
            .text(settings.phonetDomain), SQLValue(since))
        defer { row.done() }
        return try row.step() ? (since, Instant(milliseconds: row.int(0))) : nil
    }

    static func judged(
        _ domain: String, from moment: Instant, _ sql: Connection
    ) throws(SQLiteError) {
        try sql.run(
            "UPDATE phonet_connection SET judged_from = ?2 WHERE domain = ?1", .text(domain),
            SQLValue(moment))
    }
}

/// The times in which the module was off.
enum ModuleOffTable {
    static func changed(to isOn: Bool, at now: Instant, _ db: Database) throws {
        if isOn {
            try db.execute(
                sql: "UPDATE module_off SET ended_at = max(?, began_at) WHERE ended_at IS NULL",
                arguments: [now])
        } else {
            try db.execute(
                sql: """
                    INSERT INTO module_off (began_at) VALUES (?)
                    ON CONFLICT DO UPDATE SET ended_at = NULL
                    """, arguments: [now])
        }
    }

    static func contains(_ moment: Instant, _ sql: Connection) throws(SQLiteError) -> Bool {
        let row = try sql.rows(
            """
            SELECT 1 FROM module_off
            WHERE began_at <= ?1 AND (ended_at IS NULL OR ended_at > ?1) LIMIT 1
            """, SQLValue(moment))
        defer { row.done() }
        return try row.step()
    }
}

extension Store {
    /// From when on calls known only from Phonet's history make leads; nil: no account is connected.
    package func recoveredLeadsSince() throws(StoreError) -> Instant? {
        let settings = settings.settings
        return try lookups.read { try PhonetConnectionTable.leadsSince(settings, $0) }
    }
}
