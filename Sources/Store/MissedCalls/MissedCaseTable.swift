import CallRules

/// The missed-call cases as last derived.
enum MissedCaseTable {
    /// The opening of the first case of a number that lasts or begins within a span of time; nil
    /// when there is none.
    static func firstOpening(
        of phone: String, touching moments: ClosedRange<Instant>, _ sql: Connection
    ) throws(SQLiteError) -> Instant? {
        let row = try sql.rows(
            """
            SELECT opened_at, ended_at FROM missed_case
            WHERE phone = ?1 AND opened_at <= ?2 ORDER BY opened_at DESC
            """, .text(phone), SQLValue(moments.upperBound))
        defer { row.done() }
        var first: Instant?
        // Cases do not overlap: the first that does not touch ends the search.
        while try row.step() {
            let opened = Instant(milliseconds: row.int(0))
            if let ended = row.instant(1), ended < moments.lowerBound { break }
            first = opened
            if opened <= moments.lowerBound { break }
        }
        return first
    }

    /// Replaces the cases that were opened within the span. A case that is still there keeps its
    /// id.
    static func replace(
        _ phone: String, in stretch: ClosedRange<Instant>, by cases: [MissedCase],
        _ sql: Connection
    ) throws(SQLiteError) {
        var ids = try idsByOpening(of: phone, in: stretch, sql)
        var placed: [(case: MissedCase, id: MissedCase.ID?)] = cases.map {
            ($0, ids.removeValue(forKey: $0.openedAt))
        }
        // Cases whose first missed call changed: an earlier one became known late, or the first
        // proved not to be missed.
        var orphans = ids.sorted { $0.key > $1.key }.map(\.value)
        for index in placed.indices where placed[index].id == nil {
            placed[index].id = orphans.popLast()
        }
        for id in orphans {
            try sql.run("DELETE FROM missed_case WHERE id = ?1", SQLValue(id))
        }
        // A closing belongs to one case, and may move from one row to another.
        for (missed, id) in placed {
            guard let id else { continue }
            try sql.run(
                """
                UPDATE missed_case SET state = 'open', ended_at = NULL, returned_by_call_id = NULL,
                    closing_id = NULL
                WHERE id = ?1 AND closing_id IS NOT NULL AND closing_id IS NOT ?2
                """, SQLValue(id), SQLValue(missed.closing))
        }
        for (missed, id) in placed { try save(missed, of: phone, as: id, sql) }
    }

    private static func idsByOpening(
        of phone: String, in stretch: ClosedRange<Instant>, _ sql: Connection
    ) throws(SQLiteError) -> [Instant: MissedCase.ID] {
        let row = try sql.rows(
            """
            SELECT opened_at, id FROM missed_case
            WHERE phone = ?1 AND opened_at >= ?2 AND opened_at <= ?3
            """, .text(phone), SQLValue(stretch.lowerBound), SQLValue(stretch.upperBound))
        var ids: [Instant: MissedCase.ID] = [:]
        while try row.step() {
            ids[Instant(milliseconds: row.int(0))] = MissedCase.ID(row.int(1))
        }
        return ids
    }

    private static func save(
        _ missed: MissedCase, of phone: String, as id: MissedCase.ID?, _ sql: Connection
    ) throws(SQLiteError) {
        var call: Call.ID?
        if case .returned(let by)? = missed.end?.way { call = by }
        try sql.run(
            """
            INSERT INTO missed_case (id, phone, opened_at, last_missed_at, missed_calls, attempts,
                first_call_id, state, ended_at, returned_by_call_id, closing_id)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
            ON CONFLICT (id) DO UPDATE SET opened_at = ?3, last_missed_at = ?4, missed_calls = ?5,
                attempts = ?6, first_call_id = ?7, state = ?8, ended_at = ?9,
                returned_by_call_id = ?10, closing_id = ?11
            """,
            SQLValue(id), .text(phone), SQLValue(missed.openedAt),
            SQLValue(missed.lastMissedAt), SQLValue(missed.missedCalls),
            SQLValue(missed.attempts), SQLValue(missed.firstCall), .text(missed.state.rawValue),
            SQLValue(missed.end?.at), SQLValue(call), SQLValue(missed.closing))
    }
}

extension MissedCase {
    /// The closing that ended it; nil: none did.
    fileprivate var closing: CaseClosing.ID? {
        if case .closed(let by)? = end?.way { by } else { nil }
    }
}
