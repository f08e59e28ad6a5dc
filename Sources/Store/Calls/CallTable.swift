import CallRules

/// What is stored of a call beside its legs: what was worked out of them, and what rules did.
struct CallProgress: Equatable {
    let id: Call.ID
    var uuid: String
    var employeeID: Employee.ID?
    var `extension`: String?
    var clientID: Client.ID?
    var leadID: Lead.ID?
    var leadCreated = false
    var decided: Set<Moment> = []
    /// What the call, as it is stored, means to the cases of missed calls.
    var caseEvents: Set<NumberEvent> = []
    /// Among the calls of its number, as it is stored.
    var place: FirstCall.Place?
    /// Stands in the place of the call's number, which was erased.
    var madeUpNumber: String?
}

/// One row to a conversation.
enum CallTable {
    static func find(uuid: String, _ sql: Connection) throws(SQLiteError) -> CallProgress? {
        try progress(
            sql.rows(
                """
                SELECT id, uuid, employee_id, extension, client_id, lead_id, lead_created, moments,
                    phone, direction, outcome, started_at, answered_at
                FROM call WHERE uuid = ?1
                """, .text(uuid)))
    }

    static func find(_ id: Call.ID, _ sql: Connection) throws(SQLiteError) -> CallProgress? {
        try progress(
            sql.rows(
                """
                SELECT id, uuid, employee_id, extension, client_id, lead_id, lead_created, moments,
                    phone, direction, outcome, started_at, answered_at
                FROM call WHERE id = ?1
                """, .int(id.value)))
    }

    /// A call heard of for the first time.
    static func insert(
        _ call: Call, of employee: Employee.ID?, origin: CallSource, at now: Instant,
        _ sql: Connection
    ) throws(SQLiteError) -> CallProgress {
        var values = columns(call, at: now)
        values += [
            .text(call.uuid), SQLValue(call.extension), SQLValue(employee?.value), SQLValue(now),
            .text(origin.rawValue),
        ]
        try sql.run(
            """
            INSERT INTO call (direction, state, outcome, phone, raw_number, number_class,
                contact_name, trunk, started_at, answered_at, ended_at, wait_seconds, talk_seconds,
                disposition, transfer_history, recording_url, settles_at, record_due_at, uuid,
                extension, employee_id, updated_at, seen_at, origin, lead_created)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                ?18, ?19, ?20, ?21, ?22, ?22, ?23, 0)
            """, values)
        var progress = CallProgress(id: Call.ID(sql.lastInsertedID), uuid: call.uuid)
        progress.employeeID = employee
        progress.extension = call.extension
        progress.place = FirstCall.Place(call)
        try FirstCall.moved(progress.id, from: nil, to: progress.place, sql)
        return progress
    }

    /// Stores what the legs say, and whose call it is.
    static func save(
        _ call: Call, _ progress: CallProgress, at now: Instant, _ sql: Connection
    ) throws(SQLiteError) {
        var values = columns(call, at: now)
        values += [
            .text(progress.uuid), SQLValue(progress.extension),
            SQLValue(progress.employeeID?.value), SQLValue(now), .int(progress.id.value),
        ]
        try sql.run(
            """
            UPDATE call SET direction = ?1, state = ?2, outcome = ?3, phone = ?4, raw_number = ?5,
                number_class = ?6, contact_name = ?7, trunk = ?8, started_at = ?9,
                answered_at = ?10, ended_at = ?11, wait_seconds = ?12, talk_seconds = ?13,
                disposition = ?14, transfer_history = ?15, recording_url = ?16, settles_at = ?17,
                record_due_at = ?18, uuid = ?19, extension = ?20, employee_id = ?21,
                updated_at = ?22
            WHERE id = ?23
            """, values)
        try FirstCall.moved(progress.id, from: progress.place, to: FirstCall.Place(call), sql)
    }

    /// Stores what the rules did.
    static func save(_ progress: CallProgress, _ sql: Connection) throws(SQLiteError) {
        try sql.run(
            """
            UPDATE call SET client_id = ?2, lead_id = ?3, lead_created = ?4, moments = ?5
            WHERE id = ?1
            """,
            .int(progress.id.value), SQLValue(progress.clientID?.value),
            SQLValue(progress.leadID?.value), SQLValue(progress.leadCreated),
            .int(bits(of: progress.decided)))
    }

    /// What is worked out of the legs, in the order of `insert` and `save`.
    private static func columns(_ call: Call, at now: Instant) -> [SQLValue] {
        let number = call.number
        let outcome = call.outcome(at: now)
        let record = call.record
        return [
            SQLValue(call.direction?.name), .text(call.state.rawValue),
            SQLValue(outcome?.rawValue), SQLValue(number.e164), .text(number.raw),
            .text(number.numberClass.rawValue), SQLValue(call.contactName), SQLValue(call.line),
            SQLValue(call.startedAt), SQLValue(call.answeredAt), SQLValue(call.endedAt),
            SQLValue(call.waitSeconds), SQLValue(call.talkSeconds), SQLValue(record?.disposition),
            SQLValue(record?.transferHistory), SQLValue(record?.recordingURL),
            SQLValue(outcome == nil ? call.settlesAt : nil),
            SQLValue(call.cdrDueAt(after: now)),
        ]
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
        try FirstCall.moved(other.id, from: other.place, to: nil, sql)
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
        merged.caseEvents = call.caseEvents.union(other.caseEvents)
        merged.decided = call.decided.union(other.decided).subtracting([.rings])
        try save(merged, sql)
        return merged
    }

    private static func progress(_ row: Statement) throws(SQLiteError) -> CallProgress? {
        guard try row.step() else { return nil }
        defer { row.done() }
        var progress = CallProgress(
            id: Call.ID(row.int(0)), uuid: row.text(1),
            employeeID: row.intOrNil(2).map(Employee.ID.init), extension: row.textOrNil(3),
            clientID: row.intOrNil(4).map(Client.ID.init),
            leadID: row.intOrNil(5).map(Lead.ID.init), leadCreated: row.truth(6),
            decided: moments(of: row.int(7)),
            caseEvents: Set(
                [try NumberEvent(Call.ID(row.int(0)), phone: row.textOrNil(8), row, 9)]
                    .compactMap(\.self)))
        progress.madeUpNumber = row.textOrNil(8).flatMap { PseudonymNumber($0) == nil ? nil : $0 }
        return progress
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
package enum CallSource: String, CaseIterable, Sendable {
    case webhook
    /// Found in Phonet's history.
    case recovered
}

extension LegDirection {
    /// The name in tables and in the API.
    package var name: String {
        switch self {
        case .internal: "internal"
        case .outgoing: "outgoing"
        case .incoming: "incoming"
        }
    }
}
