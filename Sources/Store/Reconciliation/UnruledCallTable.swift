import CallRules

/// Calls known only from Phonet's history whose rules wait until the history after them is read: a
/// conversation that came later decides what they mean.
enum UnruledCallTable {
    static func insert(
        _ id: Call.ID, startedAt: Instant, at now: Instant, _ sql: Connection
    ) throws(SQLiteError) {
        try sql.run(
            "INSERT OR IGNORE INTO unruled_call (call_id, started_at, found_at) VALUES (?1, ?2, ?3)",
            SQLValue(id), SQLValue(startedAt), SQLValue(now))
    }

    static func contains(_ id: Call.ID, _ sql: Connection) throws(SQLiteError) -> Bool {
        let row = try sql.rows("SELECT 1 FROM unruled_call WHERE call_id = ?1", SQLValue(id))
        defer { row.done() }
        return try row.step()
    }

    static func remove(_ id: Call.ID, _ sql: Connection) throws(SQLiteError) {
        try sql.run("DELETE FROM unruled_call WHERE call_id = ?1", SQLValue(id))
    }

    /// Those that began in a span of time, the earliest first.
    static func begun(
        from: Instant, to: Instant, limit: Int, _ sql: Connection
    ) throws(SQLiteError) -> [Call.ID] {
        try ids(
            sql.rows(
                """
                SELECT call_id FROM unruled_call WHERE started_at >= ?1 AND started_at <= ?2
                ORDER BY started_at LIMIT ?3
                """, SQLValue(from), SQLValue(to), SQLValue(limit)))
    }

    /// Those found before a moment.
    static func found(
        before moment: Instant, limit: Int, _ sql: Connection
    ) throws(SQLiteError) -> [Call.ID] {
        try ids(
            sql.rows(
                "SELECT call_id FROM unruled_call WHERE found_at < ?1 ORDER BY found_at LIMIT ?2",
                SQLValue(moment), SQLValue(limit)))
    }

    private static func ids(_ row: Statement) throws(SQLiteError) -> [Call.ID] {
        var ids: [Call.ID] = []
        while try row.step() { ids.append(Call.ID(row.int(0))) }
        return ids
    }
}
