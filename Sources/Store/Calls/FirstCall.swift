import CallRules

/// Keeps `is_first` on the earliest call of each number, in whatever order calls become known.
enum FirstCall {
    /// The place of a call among the calls of its number.
    struct Place: Equatable {
        /// E.164.
        let phone: String
        let startedAt: Instant
    }

    /// To be called after a call's place was set or changed, and before a call is deleted (`new` is
    /// nil).
    static func moved(
        _ id: Call.ID, from old: Place?, to new: Place?, _ sql: Connection
    ) throws(SQLiteError) {
        guard old != new else { return }
        if let old { try leave(id, old, sql) }
        guard let new else { return }
        let place: [SQLValue] = [SQLValue(id), .text(new.phone), SQLValue(new.startedAt)]
        try sql.run(
            """
            UPDATE call SET is_first = 1 WHERE id = ?1 AND NOT EXISTS (
                SELECT 1 FROM call AS earlier
                WHERE earlier.phone = ?2 AND (earlier.started_at, earlier.id) < (?3, ?1))
            """, place)
        guard sql.changes > 0 else { return }
        // The first so far is the next one now; a number may have a hundred thousand calls.
        try sql.run(
            """
            UPDATE call SET is_first = 0 WHERE is_first = 1 AND id = (
                SELECT id FROM call WHERE phone = ?2 AND (started_at, id) > (?3, ?1)
                ORDER BY started_at, id LIMIT 1)
            """, place)
    }

    /// Moves `is_first` from a call to the next call of the number.
    private static func leave(
        _ id: Call.ID, _ place: Place, _ sql: Connection
    ) throws(SQLiteError) {
        try sql.run("UPDATE call SET is_first = 0 WHERE id = ?1 AND is_first = 1", SQLValue(id))
        guard sql.changes > 0 else { return }
        try sql.run(
            """
            UPDATE call SET is_first = 1 WHERE id = (
                SELECT id FROM call WHERE phone = ?2 AND started_at IS NOT NULL AND id <> ?1
                ORDER BY started_at, id LIMIT 1)
            """, SQLValue(id), .text(place.phone))
    }
}

extension FirstCall.Place {
    /// Nil for a call without an E.164 number or a start: it is never a first call.
    init?(phone: String?, startedAt: Instant?) {
        guard let phone, let startedAt else { return nil }
        self.init(phone: phone, startedAt: startedAt)
    }

    init?(_ call: Call) {
        self.init(phone: call.number.e164, startedAt: call.startedAt)
    }
}
