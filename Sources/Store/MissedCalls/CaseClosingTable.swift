import CallRules

/// Closings of missed-call cases by hand. Rows are added and withdrawn, never changed.
enum CaseClosingTable {
    /// - Parameter moment: the closing covers missed calls up to it.
    static func insert(
        _ closing: CaseClosing, of phone: String, upTo moment: Instant, by author: Author,
        at now: Instant, _ sql: Connection
    ) throws(SQLiteError) {
        try sql.run(
            """
            INSERT INTO case_closing (phone, at, closed_at, reason, note, actor, employee_id)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """,
            .text(phone), SQLValue(moment), SQLValue(now), .text(closing.reason.rawValue),
            SQLValue(closing.note), .text(author.name), SQLValue(author.employee))
    }

    /// Withdraws a closing.
    static func withdraw(
        _ id: CaseClosing.ID, at now: Instant, _ sql: Connection
    ) throws(SQLiteError) {
        try sql.run(
            "UPDATE case_closing SET withdrawn_at = ?2 WHERE id = ?1", SQLValue(id),
            SQLValue(now))
    }

    /// The closings of a number that are not withdrawn.
    static func events(
        of phone: String, in stretch: ClosedRange<Instant>, _ sql: Connection
    ) throws(SQLiteError) -> [CaseEvent] {
        let row = try sql.rows(
            """
            SELECT at, id FROM case_closing
            WHERE phone = ?1 AND at >= ?2 AND at <= ?3 AND withdrawn_at IS NULL
            """, .text(phone), SQLValue(stretch.lowerBound), SQLValue(stretch.upperBound))
        var events: [CaseEvent] = []
        while try row.step() {
            events.append(
                CaseEvent(
                    at: Instant(milliseconds: row.int(0)), .closing(CaseClosing.ID(row.int(1)))))
        }
        return events
    }
}
