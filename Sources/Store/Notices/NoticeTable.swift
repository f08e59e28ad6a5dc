import CallRules

/// The table of notices: one row for each call, kind and employee. Of one call an employee is told
/// each news once (index `notice_told`).
enum NoticeTable {
    /// Inserts a notice. One that already exists for this call, kind and employee is not changed.
    ///
    /// - Parameter dropped: the reason it is not sent; nil: it waits to be sent.
    static func insert(
        _ notice: Notice, call: Call.ID, formedAt: Instant, dueAt: Instant, dropped: DropReason?,
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
            SQLValue(dueAt), SQLValue(dropped?.rawValue))
    }

    /// Judges the waiting notices of a call that is over: drops what is not sent whatever comes, and
    /// lets the others say how it ended. They are judged again when they are sent.
    static func callEnded(
        _ judge: NoticeJudge, _ notices: [NoticeJudge.Waiting], _ sql: Connection
    ) throws(SQLiteError) {
        for waiting in notices {
            switch try judge.verdict(on: waiting) {
            case .drop(let reason) where reason.isFinal:
                try drop(waiting.id, because: reason, sql)
            case .send(let news) where waiting.kind == .incomingCall:
                try say(judge.text(news, waiting.language), in: waiting.id, sql)
            case .wait, .drop, .send: break
            }
        }
    }

    /// Lets notices wait again that were dropped because of an answer, unless they would be dropped
    /// again.
    ///
    /// - Returns: those that wait again.
    static func restore(
        _ notices: [NoticeJudge.Waiting], _ judge: NoticeJudge, _ sql: Connection
    ) throws(SQLiteError) -> [NoticeJudge.Waiting] {
        var restored: [NoticeJudge.Waiting] = []
        for notice in notices {
            if case .drop(let reason) = try judge.verdict(on: notice), reason.isFinal { continue }
            try sql.run("UPDATE notice SET dropped_reason = NULL WHERE id = ?1", .int(notice.id))
            restored.append(notice)
        }
        return restored
    }

    /// Deletes the notices of a kind that nobody was told, whether they wait or were dropped: of the
    /// call as it is now they may have to be told.
    static func takeBack(
        _ kind: NoticeKind, of call: Call.ID, _ sql: Connection
    ) throws(SQLiteError) {
        try sql.run(
            "DELETE FROM notice WHERE call_id = ?1 AND kind = ?2 AND sent_at IS NULL",
            .int(call.value), .text(kind.rawValue))
    }

    /// Deletes the notices that a lead was assigned which nobody was told.
    static func takeBackAssigned(
        _ lead: Lead.ID, of call: Call.ID, _ sql: Connection
    ) throws(SQLiteError) {
        try sql.run(
            """
            DELETE FROM notice
            WHERE call_id = ?1 AND lead_id = ?2 AND kind = 'lead_assigned' AND sent_at IS NULL
            """, SQLValue(call), SQLValue(lead))
    }

    static func drop(
        _ id: Int64, because reason: DropReason, _ sql: Connection
    ) throws(SQLiteError) {
        try sql.run(
            "UPDATE notice SET dropped_reason = ?2 WHERE id = ?1", .int(id), .text(reason.rawValue))
    }

    /// The notice waits for a later moment and is judged again then.
    static func postpone(
        _ id: Int64, until dueAt: Instant, _ sql: Connection
    ) throws(SQLiteError) {
        try sql.run("UPDATE notice SET due_at = ?2 WHERE id = ?1", .int(id), SQLValue(dueAt))
    }

    static func say(_ text: String, in id: Int64, _ sql: Connection) throws(SQLiteError) {
        try sql.run(
            "UPDATE notice SET text = ?2 WHERE id = ?1 AND text <> ?2", .int(id), .text(text))
    }

    /// Stores that a notice is sent and what it tells. From then on it is due, also when the clock was set
    /// back since it was formed.
    ///
    /// - Returns: false when the employee was told the same of this call before; nothing is stored.
    static func send(
        _ id: Int64, _ news: NoticeNews, at now: Instant, _ sql: Connection
    ) throws(SQLiteError) -> Bool {
        try sql.run(
            """
            UPDATE OR IGNORE notice SET sent_at = ?2, told = ?3, due_at = min(due_at, ?2)
            WHERE id = ?1
            """, .int(id), SQLValue(now), .text(news.rawValue))
        return sql.changes > 0
    }

    /// Whether a notice of a missed call tells the employee of this call, or will.
    static func isToldAsMissed(
        _ employee: Employee.ID, of call: Call.ID, _ sql: Connection
    ) throws(SQLiteError) -> Bool {
        let row = try sql.rows(
            """
            SELECT 1 FROM notice
            WHERE call_id = ?1 AND kind = 'missed_call' AND employee_id = ?2
                AND dropped_reason IS NULL
            """, SQLValue(call), SQLValue(employee))
        defer { row.done() }
        return try row.step()
    }

    static func waiting(
        of call: Call.ID, _ sql: Connection
    ) throws(SQLiteError) -> [NoticeJudge.Waiting] {
        try read(
            sql.rows(
                """
                SELECT notice.id, notice.kind, notice.employee_id, employee.language,
                    notice.lead_id, notice.due_at
                FROM notice JOIN employee ON employee.id = notice.employee_id
                WHERE notice.call_id = ?1 AND notice.sent_at IS NULL
                    AND notice.dropped_reason IS NULL
                ORDER BY notice.id
                """, .int(call.value)))
    }

    /// Notices that were not sent for one of these reasons.
    static func dropped(
        of call: Call.ID, because reasons: [DropReason], _ sql: Connection
    ) throws(SQLiteError) -> [NoticeJudge.Waiting] {
        try read(
            sql.rows(
                """
                SELECT notice.id, notice.kind, notice.employee_id, employee.language,
                    notice.lead_id, notice.due_at
                FROM notice JOIN employee ON employee.id = notice.employee_id
                WHERE notice.call_id = ?1 AND notice.sent_at IS NULL
                    AND notice.dropped_reason IN (SELECT value FROM json_each(?2))
                ORDER BY notice.id
                """, .int(call.value), .text(JSONList.of(reasons.map(\.rawValue)))))
    }

    private static func read(_ row: Statement) throws(SQLiteError) -> [NoticeJudge.Waiting] {
        var waiting: [NoticeJudge.Waiting] = []
        while try row.step() {
            waiting.append(
                NoticeJudge.Waiting(
                    id: row.int(0), kind: try row.code(1, "notice.kind"),
                    employee: Employee.ID(row.int(2)),
                    language: try row.codeIfPresent(3, "employee.language"),
                    lead: row.intOrNil(4).map(Lead.ID.init),
                    dueAt: Instant(milliseconds: row.int(5))))
        }
        return waiting
    }
}
