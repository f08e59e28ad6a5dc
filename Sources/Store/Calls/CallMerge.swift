import CallRules

/// Makes one call of two that turned out to be parts of one. What rules and people did to either
/// stays.
enum CallMerge {
    /// The columns that name a call. A test compares them with the foreign keys of the schema, so
    /// that none is forgotten.
    enum Reference: String, CaseIterable {
        case attachedCall = "attached_call.call_id"
        case callAlias = "call_alias.call_id"
        case callParticipant = "call_participant.call_id"
        case decision = "decision.call_id"
        case dismissedCall = "dismissed_call.call_id"
        case lead = "lead.call_id"
        case leg = "leg.call_id"
        case listening = "listening.call_id"
        case firstOfCase = "missed_case.first_call_id"
        case returnOfCase = "missed_case.returned_by_call_id"
        case notice = "notice.call_id"
        case turn = "turn.call_id"
        case unruledCall = "unruled_call.call_id"
        case webhookMessage = "webhook_message.call_id"

        /// Statements that give the rows of call ?1 to call ?2. A row that stays with ?1 is deleted
        /// with it: where both have the same, that of ?2 stays.
        var statements: [StaticString] {
            switch self {
            case .attachedCall:
                ["UPDATE OR IGNORE attached_call SET call_id = ?2 WHERE call_id = ?1"]
            case .callParticipant:
                ["UPDATE OR IGNORE call_participant SET call_id = ?2 WHERE call_id = ?1"]
            case .callAlias: ["UPDATE call_alias SET call_id = ?2 WHERE call_id = ?1"]
            // Of two decisions of one rule, the one that did something.
            case .decision:
                [
                    """
                    DELETE FROM decision WHERE call_id = ?2 AND result = 'nothing' AND EXISTS (
                        SELECT 1 FROM decision AS other
                        WHERE other.call_id = ?1 AND other.rule = decision.rule
                            AND other.moment = decision.moment AND other.result <> 'nothing')
                    """,
                    "UPDATE OR IGNORE decision SET call_id = ?2 WHERE call_id = ?1",
                ]
            case .dismissedCall:
                ["UPDATE OR IGNORE dismissed_call SET call_id = ?2 WHERE call_id = ?1"]
            case .lead: ["UPDATE lead SET call_id = ?2 WHERE call_id = ?1"]
            case .leg: ["UPDATE leg SET call_id = ?2 WHERE call_id = ?1"]
            case .listening:
                [
                    """
                    UPDATE listening SET heard_at = max(heard_at, ifnull((
                        SELECT heard_at FROM listening AS other
                        WHERE other.call_id = ?1 AND other.listener = listening.listener), 0))
                    WHERE call_id = ?2
                    """,
                    "UPDATE OR IGNORE listening SET call_id = ?2 WHERE call_id = ?1",
                ]
            case .firstOfCase:
                ["UPDATE missed_case SET first_call_id = ?2 WHERE first_call_id = ?1"]
            case .returnOfCase:
                ["UPDATE missed_case SET returned_by_call_id = ?2 WHERE returned_by_call_id = ?1"]
            // Of two notices of one kind to one employee, the one that was sent.
            case .notice:
                [
                    """
                    DELETE FROM notice WHERE call_id = ?2 AND sent_at IS NULL AND EXISTS (
                        SELECT 1 FROM notice AS other
                        WHERE other.call_id = ?1 AND other.kind = notice.kind
                            AND other.employee_id = notice.employee_id
                            AND other.sent_at IS NOT NULL)
                    """,
                    "UPDATE OR IGNORE notice SET call_id = ?2 WHERE call_id = ?1",
                ]
            case .turn: ["UPDATE turn SET call_id = ?2 WHERE call_id = ?1"]
            case .unruledCall:
                ["UPDATE OR IGNORE unruled_call SET call_id = ?2 WHERE call_id = ?1"]
            case .webhookMessage: ["UPDATE webhook_message SET call_id = ?2 WHERE call_id = ?1"]
            }
        }
    }

    /// Gives everything of `other` to `call` and deletes `other`.
    static func merge(
        _ other: CallProgress, into call: CallProgress, _ sql: Connection
    ) throws(SQLiteError) -> CallProgress {
        let ids: [SQLValue] = [SQLValue(other.id), SQLValue(call.id)]
        let theirs = try attached(other.id, sql)
        let ours = try attached(call.id, sql)
        for reference in Reference.allCases {
            for statement in reference.statements { try sql.run(statement, ids) }
        }
        try joinNotes(ids, sql)
        try FirstCall.moved(other.id, from: other.place, to: nil, sql)
        try sql.run("DELETE FROM call WHERE id = ?1", ids[0])
        // Each of the two calls may have treated the other's lead as an earlier one. So notices of
        // ringing that were not sent are deleted and formed again.
        try sql.run(
            """
            DELETE FROM notice
            WHERE call_id = ?1 AND kind = 'incoming_call' AND sent_at IS NULL
            """, ids[1])
        var merged = call
        // What a person attached comes before what a rule found.
        merged.clientID =
            theirs.client && !ours.client
            ? other.clientID ?? call.clientID : call.clientID ?? other.clientID
        merged.leadID =
            theirs.lead && !ours.lead
            ? other.leadID ?? call.leadID
            : call.leadCreated || ours.lead ? call.leadID : other.leadID ?? call.leadID
        merged.leadCreated = call.leadCreated || other.leadCreated
        // Rule C compares with the call that made the lead.
        if other.leadCreated, !call.leadCreated {
            merged.extension = other.extension
            merged.employeeID = other.employeeID
            merged.startedAt = other.startedAt
        }
        merged.ignoredBy = call.ignoredBy ?? other.ignoredBy
        merged.bases = call.bases + other.bases
        merged.isOfOffTime = call.isOfOffTime || other.isOfOffTime
        merged.caseEvents = call.caseEvents.union(other.caseEvents)
        merged.decided = call.decided.union(other.decided).subtracting([.rings])
        let certain = call.decided.subtracting(call.provisional)
            .union(other.decided.subtracting(other.provisional))
        merged.provisional = merged.decided.subtracting(certain)
        merged.outdated = call.outdated.union(other.outdated).intersection(merged.decided)
        try CallTable.save(merged, sql)
        return merged
    }

    /// Gives the note and the category of call ?1 to call ?2, which keeps its own category. The words of
    /// both stay.
    private static func joinNotes(_ ids: [SQLValue], _ sql: Connection) throws(SQLiteError) {
        try sql.run(
            """
            UPDATE call SET
                note = CASE
                    WHEN call.note IS NULL THEN other.note
                    WHEN other.note IS NULL OR other.note = call.note THEN call.note
                    ELSE substr(call.note || char(10) || other.note, 1, ?3) END,
                category_id = ifnull(call.category_id, other.category_id)
            FROM call AS other
            WHERE call.id = ?2 AND other.id = ?1
                AND (other.note IS NOT NULL OR other.category_id IS NOT NULL)
            """, ids + [.int(Int64(CallNote.longestJoined))])
    }

    /// Whether a person or the CRM attached the call to a client, and to a lead.
    static func attached(
        _ call: Call.ID, _ sql: Connection
    ) throws(SQLiteError) -> (client: Bool, lead: Bool) {
        let row = try sql.rows(
            """
            SELECT max(client_id IS NOT NULL), max(lead_id IS NOT NULL)
            FROM attached_call JOIN attachment ON attachment.id = attachment_id
            WHERE call_id = ?1 AND undone_at IS NULL
            """, SQLValue(call))
        defer { row.done() }
        return try row.step() ? (row.truth(0), row.truth(1)) : (false, false)
    }
}

/// Uuids that a message named as a call's without naming the call a second time: the parent of a
/// leg that later named another parent.
enum CallAliasTable {
    static func call(_ uuid: String, _ sql: Connection) throws(SQLiteError) -> Call.ID? {
        let row = try sql.rows("SELECT call_id FROM call_alias WHERE uuid = ?1", .text(uuid))
        defer { row.done() }
        return try row.step() ? Call.ID(row.int(0)) : nil
    }

    static func insert(
        _ uuid: String, of call: Call.ID, _ sql: Connection
    ) throws(SQLiteError) {
        try sql.run(
            "INSERT OR IGNORE INTO call_alias (uuid, call_id) VALUES (?1, ?2)", .text(uuid),
            SQLValue(call))
    }
}
