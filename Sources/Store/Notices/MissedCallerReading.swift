import CallRules

/// Reads what else is known of a caller whose call was missed: whether the caller still waits.
enum MissedCallerReading {
    /// Calls of one caller count as one attempt when the next begins at most this many seconds after
    /// the one before ended: a group may ring its members by calls of their own.
    static let handOverSeconds = 2

    /// Why the caller no longer waits to be called back; nil: the caller does, or has no number.
    static func contact(
        of call: Call, _ id: Call.ID, at now: Instant, _ sql: Connection
    ) throws(SQLiteError) -> CallerContact? {
        guard let phone = call.number.e164 else { return nil }
        let missed = call.startedAt ?? now
        let since = missed.earlier(
            bySeconds: CaseEvent.longestRingingSeconds + CaseEvent.longestTalkSeconds)
        let row = try sql.rows(
            """
            SELECT outcome IS 'answered' FROM call
            WHERE phone = ?1 AND started_at >= ?4 AND id <> ?2
                AND (outcome = 'answered' AND (direction = 'incoming' OR direction = 'outgoing')
                        AND (state <> 'ended'
                            OR coalesce(ended_at, answered_at, started_at) >= ?3)
                    OR outcome IS NULL AND direction = 'incoming' AND state = 'ringing')
            ORDER BY 1 DESC LIMIT 1
            """, .text(phone), SQLValue(id), SQLValue(missed), SQLValue(since))
        guard try row.step() else { return nil }
        defer { row.done() }
        return row.truth(0) ? .conversation : .stillRinging
    }

    /// The calls of the open case of a number of which somebody was not told, because the caller seemed
    /// not to wait or another call told of the same; the latest first.
    static func silent(
        _ phone: String, besides id: Call.ID, _ sql: Connection
    ) throws(SQLiteError) -> [Call.ID] {
        let row = try sql.rows(
            """
            SELECT call.id FROM missed_case JOIN call ON call.phone = missed_case.phone
                AND started_at BETWEEN opened_at AND last_missed_at
            WHERE missed_case.phone = ?1 AND missed_case.state = 'open' AND call.id <> ?2
                AND outcome = 'missed' AND direction = 'incoming'
                AND (EXISTS (SELECT 1 FROM decision
                        WHERE call_id = call.id AND rule = 'notify' AND moment = 'missed'
                            AND facts ->> ?3 IS NOT NULL)
                    OR EXISTS (SELECT 1 FROM notice
                        WHERE call_id = call.id AND sent_at IS NULL
                            AND dropped_reason IN ('returned', 'already_told')))
            ORDER BY started_at DESC LIMIT 20
            """, .text(phone), SQLValue(id), .text("$.\(CallerContact.fact)"))
        var calls: [Call.ID] = []
        while try row.step() { calls.append(Call.ID(row.int(0))) }
        return calls
    }

    /// The time of a call within which other calls of the caller belong to the same attempt.
    private struct Attempt {
        let phone: String
        let began: Instant
        private let ended: Instant

        /// Nil: a call without a number or without a start.
        init?(_ call: Call) {
            guard let phone = call.number.e164, let began = call.startedAt else { return nil }
            self.phone = phone
            self.began = began
            ended = call.endedAt ?? began
        }

        /// When the other call began at the latest.
        var latestStart: Instant { ended.advanced(bySeconds: handOverSeconds) }
        /// When the other call ended at the earliest.
        var earliestEnd: Instant { began.earlier(bySeconds: handOverSeconds) }
    }

    /// Whether a lead was made by another call of the same attempt of this caller: a group may ring
    /// its members by calls of their own.
    static func isMade(
        _ lead: Lead.ID, bySameAttemptAs call: Call, _ id: Call.ID, _ sql: Connection
    ) throws(SQLiteError) -> Bool {
        guard let attempt = Attempt(call) else { return false }
        let row = try sql.rows(
            """
            SELECT 1 FROM lead CROSS JOIN call ON call.id = lead.call_id
            WHERE lead.id = ?1 AND call.phone = ?2 AND call.id <> ?3 AND outcome = 'missed'
                AND lead.edited_at IS NULL AND started_at <= ?4
                AND coalesce(ended_at, started_at) >= ?5
            """, SQLValue(lead), .text(attempt.phone), SQLValue(id),
            SQLValue(attempt.latestStart), SQLValue(attempt.earliestEnd))
        defer { row.done() }
        return try row.step()
    }

    /// Whether the employee is told already that this caller was missed at this moment, by another
    /// call that rang at the same time.
    static func isTold(
        _ employee: Employee.ID, of call: Call, _ id: Call.ID, _ sql: Connection
    ) throws(SQLiteError) -> Bool {
        guard let attempt = Attempt(call) else { return false }
        let row = try sql.rows(
            """
            SELECT 1 FROM call CROSS JOIN notice ON notice.call_id = call.id
            WHERE phone = ?1 AND call.id <> ?2 AND started_at BETWEEN ?3 AND ?4
                AND coalesce(ended_at, started_at) >= ?5
                AND kind = 'missed_call' AND notice.employee_id = ?6 AND dropped_reason IS NULL
            LIMIT 1
            """,
            .text(attempt.phone), SQLValue(id),
            SQLValue(attempt.began.earlier(bySeconds: CaseEvent.longestRingingSeconds)),
            SQLValue(attempt.latestStart), SQLValue(attempt.earliestEnd), SQLValue(employee))
        defer { row.done() }
        return try row.step()
    }
}
