import CallRules

/// The facts of each leg, one row to a Phonet uuid.
enum LegTable {
    /// The leg and the call it belongs to.
    static func find(
        _ uuid: String, _ sql: Connection
    ) throws(SQLiteError) -> (leg: Leg, call: Call.ID)? {
        let row = try sql.rows(
            """
            SELECT uuid, parent, direction, dial_seen, dial_at, bridge_at, hangup_at,
                hangup_seen_at, party_kind, extension, party_name, party_at, number, contact_name,
                trunk, has_record, end_at, bill_seconds, duration, disposition, transfer_history,
                recording_url, record_party_kind, record_extension, record_party_name, call_id
            FROM leg WHERE uuid = ?1
            """, .text(uuid))
        guard try row.step() else { return nil }
        defer { row.done() }
        return (try leg(row), Call.ID(row.int(25)))
    }

    /// The legs of a call, in the order of their uuids.
    static func legs(of call: Call.ID, _ sql: Connection) throws(SQLiteError) -> [Leg] {
        let row = try sql.rows(
            """
            SELECT uuid, parent, direction, dial_seen, dial_at, bridge_at, hangup_at,
                hangup_seen_at, party_kind, extension, party_name, party_at, number, contact_name,
                trunk, has_record, end_at, bill_seconds, duration, disposition, transfer_history,
                recording_url, record_party_kind, record_extension, record_party_name
            FROM leg WHERE call_id = ?1 ORDER BY uuid
            """, .int(call.value))
        var legs: [Leg] = []
        while try row.step() { legs.append(try leg(row)) }
        return legs
    }

    static func save(_ leg: Leg, call: Call.ID, _ sql: Connection) throws(SQLiteError) {
        let record = leg.record
        try sql.run(
            """
            INSERT INTO leg (uuid, call_id, parent, direction, dial_seen, dial_at, bridge_at,
                hangup_at, hangup_seen_at, party_kind, extension, party_name, party_at, number,
                contact_name, trunk, has_record, end_at, bill_seconds, duration, disposition,
                transfer_history, recording_url, record_party_kind, record_extension,
                record_party_name)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26)
            ON CONFLICT (uuid) DO UPDATE SET call_id = ?2, parent = ?3, direction = ?4,
                dial_seen = ?5, dial_at = ?6, bridge_at = ?7, hangup_at = ?8, hangup_seen_at = ?9,
                party_kind = ?10, extension = ?11, party_name = ?12, party_at = ?13, number = ?14,
                contact_name = ?15, trunk = ?16, has_record = ?17, end_at = ?18,
                bill_seconds = ?19, duration = ?20, disposition = ?21, transfer_history = ?22,
                recording_url = ?23, record_party_kind = ?24, record_extension = ?25,
                record_party_name = ?26
            """,
            .text(leg.uuid), .int(call.value), SQLValue(leg.parent),
            SQLValue(leg.direction?.rawValue), SQLValue(leg.dialSeen), SQLValue(leg.dialAt),
            SQLValue(leg.bridgeAt), SQLValue(leg.hangupAt), SQLValue(leg.hangupSeenAt),
            SQLValue(leg.party?.kind.rawValue), SQLValue(leg.party?.extension),
            SQLValue(leg.party?.name), SQLValue(leg.partyAt), SQLValue(leg.number),
            SQLValue(leg.contactName), SQLValue(leg.line), SQLValue(record != nil),
            SQLValue(record?.endAt), SQLValue(record?.billSeconds), SQLValue(record?.duration),
            SQLValue(record?.disposition), SQLValue(record?.transferHistory),
            SQLValue(record?.recordingURL), SQLValue(record?.party?.kind.rawValue),
            SQLValue(record?.party?.extension), SQLValue(record?.party?.name))
    }

    private static func leg(_ row: Statement) throws(SQLiteError) -> Leg {
        var leg = Leg(uuid: row.text(0))
        leg.parent = row.textOrNil(1)
        leg.direction = try row.codeIfPresent(2, "leg.direction")
        leg.dialSeen = row.truth(3)
        leg.dialAt = row.instant(4)
        leg.bridgeAt = row.instant(5)
        leg.hangupAt = row.instant(6)
        leg.hangupSeenAt = row.instant(7)
        leg.party = try party(row, 8, "leg.party_kind")
        leg.partyAt = row.instant(11)
        leg.number = row.textOrNil(12)
        leg.contactName = row.textOrNil(13)
        leg.line = row.textOrNil(14)
        guard row.truth(15) else { return leg }
        var record = CDR()
        record.endAt = row.instant(16)
        record.billSeconds = row.intOrNil(17).map(Int.init)
        record.duration = row.intOrNil(18).map(Int.init)
        record.disposition = row.intOrNil(19).map(Int.init)
        record.transferHistory = row.textOrNil(20)
        record.recordingURL = row.textOrNil(21)
        record.party = try party(row, 22, "leg.record_party_kind")
        leg.record = record
        return leg
    }

    private static func party(
        _ row: Statement, _ first: Int32, _ column: String
    ) throws(SQLiteError) -> Party? {
        guard let kind = try row.codeIfPresent(first, column, Party.Kind.self) else { return nil }
        return Party(
            kind: kind, extension: row.textOrNil(first + 1), name: row.textOrNil(first + 2))
    }
}

extension SQLValue {
    init(_ value: Instant?) { self = value.map { .int($0.milliseconds) } ?? .null }
}

extension Statement {
    func instant(_ column: Int32) -> Instant? { intOrNil(column).map(Instant.init(milliseconds:)) }
}
