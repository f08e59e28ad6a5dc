import CallRules

/// The table of notices: one row for each call, kind and employee.
enum NoticeTable {
    /// Inserts a notice. One that already exists for this call, kind and employee is not changed.
    ///
    /// - Parameter dropped: the reason it is not sent; nil: it waits to be sent.
    static func insert(
        _ notice: Notice, call: Call.ID, formedAt: Instant, delaySeconds: Int, dropped: DropReason?,
        _ sql: Connection
    ) throws(SQLiteError) {
        try sql.run(
            """
            INSERT OR IGNORE INTO notice (kind, employee_id, call_id, lead_id, text, formed_at,
                due_at, dropped_reason)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            """,
            .text(notice.kind.rawValue), .int(notice.employee.id.value), .int(call.value),
            SQLValue(notice.leadID?.value), .text(notice.text), SQLValue(formedAt),
            SQLValue(formedAt.advanced(bySeconds: delaySeconds)), SQLValue(dropped?.rawValue))
    }

    /// Updates the waiting notices of a call when its outcome is known. A ringing notice is dropped
    /// for employees who took part, and reports the outcome to the others. A missed-call notice is
    /// dropped when the call turned out to be answered.
    static func callEnded(
        _ call: Call.ID, _ outcome: Call.Outcome, tookPart: Set<Employee.ID>, facts: Facts,
        _ settings: Settings, _ sql: Connection
    ) throws(SQLiteError) {
        for waiting in try waiting(of: call, sql) {
            switch waiting.kind {
            case .incomingCall where tookPart.contains(waiting.employee):
                try drop(waiting.id, because: .tookPart, sql)
            case .incomingCall:
                let text = Notices.ended(
                    outcome, facts, language: waiting.language ?? settings.language)
                try sql.run(
                    "UPDATE notice SET text = ?2 WHERE id = ?1", .int(waiting.id), .text(text))
            case .missedCall where outcome == .answered:
                try drop(waiting.id, because: .answered, sql)
            case .missedCall, .leadAssigned: break
            }
        }
    }

    /// Deletes the notices of a kind that wait to be sent.
    static func takeBack(
        _ kind: NoticeKind, of call: Call.ID, _ sql: Connection
    ) throws(SQLiteError) {
        try sql.run(
            """
            DELETE FROM notice
            WHERE call_id = ?1 AND kind = ?2 AND sent_at IS NULL AND dropped_reason IS NULL
            """, .int(call.value), .text(kind.rawValue))
    }

    private static func drop(
        _ id: Int64, because reason: DropReason, _ sql: Connection
    ) throws(SQLiteError) {
        try sql.run(
            "UPDATE notice SET dropped_reason = ?2 WHERE id = ?1", .int(id), .text(reason.rawValue))
    }

    private struct Waiting {
        let id: Int64
        let kind: NoticeKind
        let employee: Employee.ID
        let language: Language?
    }

    private static func waiting(
        of call: Call.ID, _ sql: Connection
    ) throws(SQLiteError) -> [Waiting] {
        let row = try sql.rows(
            """
            SELECT notice.id, notice.kind, notice.employee_id, employee.language
            FROM notice JOIN employee ON employee.id = notice.employee_id
            WHERE notice.call_id = ?1 AND notice.sent_at IS NULL AND notice.dropped_reason IS NULL
            """, .int(call.value))
        var waiting: [Waiting] = []
        while try row.step() {
            waiting.append(
                Waiting(
                    id: row.int(0), kind: try row.code(1, "notice.kind"),
                    employee: Employee.ID(row.int(2)),
                    language: try row.codeIfPresent(3, "employee.language")))
        }
        return waiting
    }
}
