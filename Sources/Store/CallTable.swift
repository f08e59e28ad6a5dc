import CallRules

/// What is stored of a call beside its legs: what was worked out of them, and what rules did.
struct CallProgress {
    let id: Call.ID
    var uuid: String
    var employeeID: Employee.ID?
    var `extension`: String?
    var clientID: Client.ID?
    var leadID: Lead.ID?
    var leadCreated = false
    var decided: Set<Moment> = []
}

/// One row to a conversation.
enum CallTable {
    static func find(uuid: String, _ sql: Connection) throws(SQLiteError) -> CallProgress? {
        try progress(
            sql.rows(
                """
                SELECT id, uuid, employee_id, extension, client_id, lead_id, lead_created, moments
                FROM call WHERE uuid = ?1
                """, .text(uuid)))
    }

    static func find(_ id: Call.ID, _ sql: Connection) throws(SQLiteError) -> CallProgress? {
        try progress(
            sql.rows(
                """
                SELECT id, uuid, employee_id, extension, client_id, lead_id, lead_created, moments
                FROM call WHERE id = ?1
                """, .int(id.value)))
    }

    /// An empty call to hang legs on.
    static func insert(
        uuid: String, origin: CallOrigin, at now: Instant, _ sql: Connection
    ) throws(SQLiteError) -> CallProgress {
        try sql.run(
            """
            INSERT INTO call (uuid, state, raw_number, number_class, lead_created, origin, seen_at,
                updated_at)
            VALUES (?1, 'ringing', '', 'hidden', 0, ?2, ?3, ?3)
            """, .text(uuid), .text(origin.rawValue), SQLValue(now))
        return CallProgress(id: Call.ID(sql.lastInsertedID), uuid: uuid)
    }

    /// Stores what the legs say and what the rules did.
    static func save(
        _ call: Call, _ progress: CallProgress, at now: Instant, _ sql: Connection
    ) throws(SQLiteError) {
        let number = call.number
        let outcome = call.outcome(at: now)
        let record = call.record
        try sql.run(
            """
            UPDATE call SET uuid = ?2, direction = ?3, state = ?4, outcome = ?5, phone = ?6,
                raw_number = ?7, number_class = ?8, contact_name = ?9, trunk = ?10,
                extension = ?11, employee_id = ?12, started_at = ?13, answered_at = ?14,
                ended_at = ?15, wait_seconds = ?16, talk_seconds = ?17, disposition = ?18,
                transfer_history = ?19, recording_url = ?20, client_id = ?21, lead_id = ?22,
                lead_created = ?23, settles_at = ?24, moments = ?25, updated_at = ?26
            WHERE id = ?1
            """,
            .int(progress.id.value), .text(progress.uuid), SQLValue(call.direction?.name),
            .text(call.state.rawValue), SQLValue(outcome?.rawValue), SQLValue(number.e164),
            .text(number.raw), .text(number.numberClass.rawValue), SQLValue(call.contactName),
            SQLValue(call.trunk), SQLValue(progress.extension),
            SQLValue(progress.employeeID?.value), SQLValue(call.startedAt),
            SQLValue(call.answeredAt), SQLValue(call.endedAt), SQLValue(call.waitSeconds),
            SQLValue(call.talkSeconds), SQLValue(record?.disposition),
            SQLValue(record?.transferHistory), SQLValue(record?.recordingURL),
            SQLValue(progress.clientID?.value), SQLValue(progress.leadID?.value),
            SQLValue(progress.leadCreated), SQLValue(outcome == nil ? call.settlesAt : nil),
            .int(bits(of: progress.decided)), SQLValue(now))
    }

    /// Calls whose settling time has come, oldest first.
    static func settling(
        at now: Instant, limit: Int64, _ sql: Connection
    ) throws(SQLiteError) -> [Call.ID] {
        let row = try sql.rows(
            "SELECT id FROM call WHERE settles_at <= ?1 ORDER BY settles_at LIMIT ?2",
            SQLValue(now), .int(limit))
        var ids: [Call.ID] = []
        while try row.step() { ids.append(Call.ID(row.int(0))) }
        return ids
    }

    /// Two calls turned out to be one: everything of `other` becomes `call`'s, and where both
    /// decided the same or told the same person, `call`'s stays.
    static func merge(
        _ other: CallProgress, into call: CallProgress, _ sql: Connection
    ) throws(SQLiteError) -> CallProgress {
        let ids: [SQLValue] = [.int(other.id.value), .int(call.id.value)]
        try sql.run("UPDATE leg SET call_id = ?2 WHERE call_id = ?1", ids[0], ids[1])
        try sql.run("UPDATE webhook_message SET call_id = ?2 WHERE call_id = ?1", ids[0], ids[1])
        try sql.run("UPDATE OR IGNORE decision SET call_id = ?2 WHERE call_id = ?1", ids[0], ids[1])
        try sql.run("UPDATE OR IGNORE notice SET call_id = ?2 WHERE call_id = ?1", ids[0], ids[1])
        try sql.run("UPDATE turn SET call_id = ?2 WHERE call_id = ?1", ids[0], ids[1])
        try sql.run("UPDATE lead SET call_id = ?2 WHERE call_id = ?1", ids[0], ids[1])
        try sql.run("DELETE FROM call WHERE id = ?1", ids[0])
        // The halves did not know each other: one may have taken the other's lead for an old one.
        // Ringing is told anew, except to those who have been told already.
        try sql.run(
            """
            DELETE FROM notice
            WHERE call_id = ?1 AND kind = 'incoming_call' AND sent_at IS NULL
            """, ids[1])
        var merged = call
        merged.clientID = call.clientID ?? other.clientID
        merged.leadID = call.leadCreated ? call.leadID : other.leadID ?? call.leadID
        merged.leadCreated = call.leadCreated || other.leadCreated
        merged.decided = call.decided.union(other.decided).subtracting([.rings])
        return merged
    }

    private static func progress(_ row: Statement) throws(SQLiteError) -> CallProgress? {
        guard try row.step() else { return nil }
        defer { row.done() }
        return CallProgress(
            id: Call.ID(row.int(0)), uuid: row.text(1),
            employeeID: row.intOrNil(2).map(Employee.ID.init), extension: row.textOrNil(3),
            clientID: row.intOrNil(4).map(Client.ID.init),
            leadID: row.intOrNil(5).map(Lead.ID.init), leadCreated: row.truth(6),
            decided: moments(of: row.int(7)))
    }

    private static func bits(of moments: Set<Moment>) -> Int64 {
        Moment.allCases.enumerated().reduce(0) { sum, next in
            moments.contains(next.element) ? sum | 1 << Int64(next.offset) : sum
        }
    }

    private static func moments(of bits: Int64) -> Set<Moment> {
        Set(
            Moment.allCases.enumerated()
                .filter { bits & 1 << Int64($0.offset) != 0 }.map(\.element))
    }
}

/// How a call came to us.
public enum CallOrigin: String, CaseIterable, Sendable {
    case webhook
    /// Found in Phonet's history.
    case recovered
}

extension LegDirection {
    /// The name in tables and in the API.
    public var name: String {
        switch self {
        case .internal: "internal"
        case .outgoing: "outgoing"
        case .incoming: "incoming"
        }
    }
}
