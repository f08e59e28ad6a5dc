import CallRules

/// The events of one piece of work.
struct EventPiece {
    let sql: Connection
    let notes: [RecordNotes.Note]
    /// The calls of the piece that are gone, by id.
    private let goneCalls: [Int64: RecordNotes.Note]
    /// The token whose request the piece belongs to.
    let token: APITokenRow.ID?
    let at: Instant
    /// The number of the last event that was appended.
    private(set) var last: Int64?
    /// The events that were appended, for the webhook endpoints.
    private(set) var appended: [WebhookQueue.Event] = []

    init(sql: Connection, notes: [RecordNotes.Note], token: APITokenRow.ID?, at: Instant) {
        self.sql = sql
        self.notes = notes
        goneCalls = Dictionary(
            notes.filter { $0.record.kind == .call && $0.isDeleted }.map { ($0.record.id, $0) },
            uniquingKeysWith: { one, _ in one })
        self.token = token
        self.at = at
    }

    /// The end of an erasure comes last: it says that the other events are there.
    mutating func append() throws(SQLiteError) {
        for note in notes where note.record.kind != .person { try append(note) }
        for note in notes where note.record.kind == .person {
            try insert(.personErased, note, version: 1, name: nil)
        }
    }

    private mutating func append(_ note: RecordNotes.Note) throws(SQLiteError) {
        switch note.record.kind {
        case .call: try appendCall(note)
        case .client: try appendContact(note, EventPiece.client)
        case .lead: try appendContact(note, EventPiece.lead)
        case .employee: try append(note, EventPiece.employee) { _, _ in .employeeChanged }
        case .missed:
            try append(note, EventPiece.missed) { _, isOver in
                isOver ? .missedClosed : .missedOpened
            }
        case .test: try insert(.test, note, version: 1, name: nil)
        case .person: break
        }
    }

    // MARK: Records but calls

    /// Statements of one table: ?1 is the id, ?2 the time, ?3 whether the piece made the record.
    private struct Statements {
        /// Returns the version and the external id.
        let update: StaticString
        /// Returns the external id.
        let name: StaticString
    }

    private static let client = Statements(
        update: """
            UPDATE client SET version = version + 1 - ?3, changed_at = ?2 WHERE id = ?1
            RETURNING version, external_id
            """,
        name: "SELECT external_id FROM client WHERE id = ?1")
    private static let lead = Statements(
        update: """
            UPDATE lead SET version = version + 1 - ?3, changed_at = ?2 WHERE id = ?1
            RETURNING version, external_id
            """,
        name: "SELECT external_id FROM lead WHERE id = ?1")
    private static let employee = Statements(
        update: """
            UPDATE employee SET version = version + 1 - ?3, changed_at = ?2 WHERE id = ?1
            RETURNING version, external_id, 0
            """,
        name: "SELECT external_id FROM employee WHERE id = ?1")
    private static let missed = Statements(
        update: """
            UPDATE missed_case SET version = version + 1 - ?3, changed_at = ?2 WHERE id = ?1
            RETURNING version, NULL, state <> 'open'
            """,
        name: "SELECT NULL WHERE ?1 IS NULL")

    private mutating func appendContact(
        _ note: RecordNotes.Note, _ statements: Statements
    ) throws(SQLiteError) {
        let isClient = note.record.kind == .client
        guard let removal = note.removal else {
            return try append(note, statements) { note, _ in
                if note.isDeleted { return isClient ? .clientDeleted : .leadDeleted }
                if note.isNew { return isClient ? .clientCreated : .leadCreated }
                return isClient ? .clientChanged : .leadChanged
            }
        }
        // Gone for the CRM, whether or not its row is.
        guard !note.isNew else { return }
        let stored = try update(note, statements)
        guard let version = stored?.version ?? note.before.map({ $0.version + 1 }) else { return }
        let name = note.before.flatMap(\.name) ?? stored?.name
        guard let heir = removal.heir else {
            return try insert(
                isClient ? .clientDeleted : .leadDeleted, note, version: version, name: name)
        }
        let row = try sql.rows(statements.name, .int(heir))
        let heirName = try row.step() ? row.textOrNil(0) : nil
        row.done()
        try insert(
            isClient ? .clientMerged : .leadMerged, note, version: version, name: name,
            heir: heir, heirName: heirName)
    }

    private mutating func append(
        _ note: RecordNotes.Note, _ statements: Statements,
        _ type: (RecordNotes.Note, _ isOver: Bool) -> EventType
    ) throws(SQLiteError) {
        if note.isDeleted {
            guard !note.isNew, !note.wasHidden, let before = note.before else { return }
            return try insert(
                type(note, true), note, version: before.version + 1, name: before.name)
        }
        // No row: a nested savepoint undid it.
        guard let stored = try update(note, statements) else { return }
        try insert(type(note, stored.isOver), note, version: stored.version, name: stored.name)
    }

    private func update(
        _ note: RecordNotes.Note, _ statements: Statements
    ) throws(SQLiteError) -> (version: Int64, name: String?, isOver: Bool)? {
        let row = try sql.rows(
            statements.update, .int(note.record.id), SQLValue(at), SQLValue(note.isNew))
        defer { row.done() }
        return try row.step() ? (row.int(0), row.textOrNil(1), row.truth(2)) : nil
    }

    // MARK: Calls

    /// Bits of `call.announced`: the event was appended. A later stage includes the earlier ones.
    private static let (ringing, answered, ended, recording) = (
        Int64(1), Int64(2), Int64(4), Int64(8)
    )

    private mutating func appendCall(_ note: RecordNotes.Note) throws(SQLiteError) {
        if note.isDeleted { return try appendGone(note) }
        var before = note.before
        if before == nil, !note.isNew { before = try stored(note.record.id) }
        // A call that was merged into this one, or had its uuid, may have had a higher version.
        var least = note.isNew ? 0 : before?.version ?? 0
        for other in goneCalls.values {
            if let version = other.before?.version, heir(of: other) == note.record.id {
                least = max(least, version + 1)
            }
        }
        let row = try sql.rows(
            """
            UPDATE call SET version = ?2 + 1, changed_at = ?3,
                announced = iif(?4, 0, announced)
                    | iif(state = 'ended', iif(outcome IS NULL, 0, 7),
                        iif(state = 'talking', 3, 1))
                    | iif(recording_url IS NOT NULL, 8, 0)
            WHERE id = ?1 RETURNING version, uuid, announced
            """, .int(note.record.id), .int(least), SQLValue(at), SQLValue(note.isNew))
        guard try row.step() else { return row.done() }
        var version = row.int(0)
        let (uuid, announced) = (row.text(1), row.int(2))
        row.done()
        if note.isNew || before?.name != uuid || !goneCalls.isEmpty {
            version = try raised(version, of: note.record.id, above: uuid)
        }
        // A call's uuid is its name: under the former one it is gone.
        if let former = before?.name, former != uuid, try !isCall(former) {
            try insert(
                .callMerged, note, version: version, name: former, heir: note.record.id,
                heirName: uuid)
        }
        let told = before?.announced ?? 0
        try insert(
            EventPiece.type(of: announced & ~told), note, version: version, name: uuid)
        if announced & ~told & EventPiece.recording != 0 {
            try insert(.recordingReady, note, version: version, name: uuid)
        }
    }

    private static func type(of new: Int64) -> EventType {
        if new & ended != 0 { return .callEnded }
        if new & answered != 0 { return .callAnswered }
        return new & ringing != 0 ? .callRinging : .callChanged
    }

    private mutating func appendGone(_ note: RecordNotes.Note) throws(SQLiteError) {
        guard !note.isNew, let before = note.before, let uuid = before.name else { return }
        // The call that got its legs may have its uuid, too.
        if try isCall(uuid) { return }
        guard let heir = heir(of: note) else {
            return try insert(.callDeleted, note, version: before.version + 1, name: uuid)
        }
        let row = try sql.rows("SELECT uuid FROM call WHERE id = ?1", .int(heir))
        let name = try row.step() ? row.textOrNil(0) : nil
        row.done()
        try insert(
            .callMerged, note, version: before.version + 1, name: uuid, heir: heir,
            heirName: name)
    }

    /// The call that has the legs of a call that is gone; nil: it was merged into none.
    private func heir(of note: RecordNotes.Note) -> Int64? {
        var heir = note.heir
        // Each step leads to another call that is gone.
        for _ in goneCalls {
            guard let next = heir, let other = goneCalls[next] else { return heir }
            heir = other.heir
        }
        return heir
    }

    private func stored(_ call: Int64) throws(SQLiteError) -> RecordNotes.Before? {
        let row = try sql.rows(
            "SELECT version, uuid, announced FROM call WHERE id = ?1", .int(call))
        defer { row.done() }
        guard try row.step() else { return nil }
        return RecordNotes.Before(
            version: row.int(0), name: row.textOrNil(1), announced: row.int(2))
    }

    private func isCall(_ uuid: String) throws(SQLiteError) -> Bool {
        let row = try sql.rows("SELECT 1 FROM call WHERE uuid = ?1", .text(uuid))
        defer { row.done() }
        return try row.step()
    }

    /// The version of a call above that of every earlier call that had its uuid and is gone.
    private func raised(
        _ version: Int64, of call: Int64, above uuid: String
    ) throws(SQLiteError) -> Int64 {
        let row = try sql.rows(
            """
            SELECT max(version) FROM event
            WHERE name = ?1 AND (type = 'call.deleted' OR type = 'call.merged')
            """, .text(uuid))
        var last: Int64 = try row.step() ? row.int(0) : 0
        row.done()
        for other in goneCalls.values where other.before?.name == uuid {
            last = max(last, (other.before?.version ?? 0) + 1)
        }
        guard version <= last else { return version }
        try sql.run("UPDATE call SET version = ?2 WHERE id = ?1", .int(call), .int(last + 1))
        return last + 1
    }

    // MARK: The row

    private mutating func insert(
        _ type: EventType, _ note: RecordNotes.Note, version: Int64, name: String?,
        heir: Int64? = nil, heirName: String? = nil
    ) throws(SQLiteError) {
        try sql.run(
            """
            INSERT INTO event (type, record_kind, record_id, name, version, heir_id, heir_name,
                actor_kind, actor_id, token_id, at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
            """, SQLValue(type), SQLValue(note.record.kind), .int(note.record.id),
            SQLValue(name), .int(version), SQLValue(heir), SQLValue(heirName),
            SQLValue(note.actor.kind), SQLValue(note.actor.id), SQLValue(token), SQLValue(at))
        let seq = sql.lastInsertedID
        last = seq
        appended.append(
            WebhookQueue.Event(
                seq: seq, type: type, recordKind: note.record.kind, recordID: note.record.id,
                at: at))
    }
}
