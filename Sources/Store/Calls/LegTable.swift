import CallRules

/// The table `leg`: one row for each Phonet uuid.
enum LegTable {
    /// Every column of `leg`.
    enum Column: Int32, TableColumn {
        case uuid, callId, parent, direction, dialSeen, dialAt, bridgeAt, pickUpAt, hangupAt
        case hangupSeenAt, recordSeenAt
        case partyKind, `extension`, partyName, partyAt, number, contactName
        /// The line.
        case trunk
        /// A CDR has come; the columns below hold its fields.
        case hasRecord
        case endAt, billSeconds, duration, disposition, transferHistory, recordingUrl
        case recordPartyKind, recordExtension, recordPartyName
    }

    private static let byUUID = Query<Column>("SELECT \(Column.list) FROM leg WHERE uuid = ?1")
    private static let byCall = Query<Column>(
        "SELECT \(Column.list) FROM leg WHERE call_id = ?1 ORDER BY uuid")
    private static let upsert = Query<Column>(
        """
        INSERT INTO leg (\(Column.list)) VALUES (\(Column.parameters))
        ON CONFLICT (uuid) DO UPDATE
        SET \(Column.assignments(Column.allCases.filter { $0 != .uuid }))
        """)

    /// The leg and the call it belongs to.
    static func find(
        _ uuid: String, _ sql: Connection
    ) throws(SQLiteError) -> (leg: Leg, call: Call.ID)? {
        let row = try sql.rows(byUUID, .text(uuid))
        guard try row.step() else { return nil }
        defer { row.done() }
        return (try leg(row), row.id(.callId))
    }

    /// The legs of a call, in the order of their uuids.
    static func legs(of call: Call.ID, _ sql: Connection) throws(SQLiteError) -> [Leg] {
        let row = try sql.rows(byCall, SQLValue(call))
        var legs: [Leg] = []
        while try row.step() { legs.append(try leg(row)) }
        return legs
    }

    static func save(_ leg: Leg, call: Call.ID, _ sql: Connection) throws(SQLiteError) {
        let record = leg.record
        var row = ColumnValues<Column>()
        row[.uuid] = .text(leg.uuid)
        row[.callId] = SQLValue(call)
        row[.parent] = SQLValue(leg.parent)
        row[.direction] = SQLValue(leg.direction)
        row[.dialSeen] = SQLValue(leg.dialSeen)
        row[.dialAt] = SQLValue(leg.dialAt)
        row[.bridgeAt] = SQLValue(leg.bridgeAt)
        row[.pickUpAt] = SQLValue(leg.pickUpAt)
        row[.hangupAt] = SQLValue(leg.hangupAt)
        row[.hangupSeenAt] = SQLValue(leg.hangupSeenAt)
        row[.recordSeenAt] = SQLValue(leg.recordSeenAt)
        row[.partyKind] = SQLValue(leg.party?.kind)
        row[.extension] = SQLValue(leg.party?.extension)
        row[.partyName] = SQLValue(leg.party?.name)
        row[.partyAt] = SQLValue(leg.partyAt)
        row[.number] = SQLValue(leg.number)
        row[.contactName] = SQLValue(leg.contactName)
        row[.trunk] = SQLValue(leg.line)
        row[.hasRecord] = SQLValue(record != nil)
        row[.endAt] = SQLValue(record?.endAt)
        row[.billSeconds] = SQLValue(record?.billSeconds)
        row[.duration] = SQLValue(record?.duration)
        row[.disposition] = SQLValue(record?.disposition)
        row[.transferHistory] = SQLValue(record?.transferHistory)
        row[.recordingUrl] = SQLValue(record?.recordingURL)
        row[.recordPartyKind] = SQLValue(record?.party?.kind)
        row[.recordExtension] = SQLValue(record?.party?.extension)
        row[.recordPartyName] = SQLValue(record?.party?.name)
        try sql.run(upsert, row)
    }

    private static func leg(_ row: ColumnReader<Column>) throws(SQLiteError) -> Leg {
        var leg = Leg(uuid: row.text(.uuid))
        leg.parent = row.textOrNil(.parent)
        leg.direction = try row.codeIfPresent(.direction)
        leg.dialSeen = row.truth(.dialSeen)
        leg.dialAt = row.instant(.dialAt)
        leg.bridgeAt = row.instant(.bridgeAt)
        leg.pickUpAt = row.instant(.pickUpAt)
        leg.hangupAt = row.instant(.hangupAt)
        leg.hangupSeenAt = row.instant(.hangupSeenAt)
        leg.recordSeenAt = row.instant(.recordSeenAt)
        leg.party = try party(row, .partyKind, .extension, .partyName)
        leg.partyAt = row.instant(.partyAt)
        leg.number = row.textOrNil(.number)
        leg.contactName = row.textOrNil(.contactName)
        leg.line = row.textOrNil(.trunk)
        guard row.truth(.hasRecord) else { return leg }
        var record = CDR()
        record.endAt = row.instant(.endAt)
        record.billSeconds = row.intOrNil(.billSeconds).map(Int.init)
        record.duration = row.intOrNil(.duration).map(Int.init)
        record.disposition = row.intOrNil(.disposition).map(Int.init)
        record.transferHistory = row.textOrNil(.transferHistory)
        record.recordingURL = row.textOrNil(.recordingUrl)
        record.party = try party(row, .recordPartyKind, .recordExtension, .recordPartyName)
        leg.record = record
        return leg
    }

    private static func party(
        _ row: ColumnReader<Column>, _ kind: Column, _ extension: Column, _ name: Column
    ) throws(SQLiteError) -> Party? {
        guard let kind: Party.Kind = try row.codeIfPresent(kind) else { return nil }
        return Party(
            kind: kind, extension: row.textOrNil(`extension`), name: row.textOrNil(name))
    }
}
