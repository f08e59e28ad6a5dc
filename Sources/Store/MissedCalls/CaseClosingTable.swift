import CallRules

/// Closings of missed-call cases by hand. Rows are added and withdrawn, never changed.
enum CaseClosingTable {
    /// - Parameters:
    ///   - moment: the closing covers missed calls up to it.
    ///   - entry: of the ignore list, if its making closes the case.
    static func insert(
        _ closing: CaseClosing, of phone: String, upTo moment: Instant, by author: Author,
        at now: Instant, ignoring entry: IgnoredNumber.ID? = nil, _ sql: Connection
    ) throws(SQLiteError) {
        try sql.run(
            """
            INSERT INTO case_closing (phone, at, closed_at, reason, note, actor, employee_id,
                ignored_number_id)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            """,
            .text(phone), SQLValue(moment), SQLValue(now), .text(stored(closing.reason)),
            SQLValue(closing.note), .text(author.name), SQLValue(author.employee),
            SQLValue(entry))
    }

    /// SQL that reads a reason: the column of the entry tells of ignored numbers.
    static let reason = """
        iif(case_closing.ignored_number_id IS NULL, case_closing.reason, 'ignored')
        """

    private static func stored(_ reason: CaseClosing.Reason) -> String {
        (reason == .ignored ? .other : reason).rawValue
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
