import CallRules

/// Appends the events of each piece of work of the writer, inside its transaction, and gives the changed
/// records their next version. Not thread-safe: the writer is its only user.
final class EventLog {
    private let sql: Connection
    private let watch: ChangeWatch
    /// The number and time of the last event of the transaction; nil: none was appended.
    private var last: (seq: Int64, at: Instant)?
    /// The time of the newest event that was committed; nil: not read yet.
    private var newestAt: Instant?

    init(_ sql: Connection, _ watch: ChangeWatch) {
        self.sql = sql
        self.watch = watch
    }

    /// Begins a piece of work.
    func begin(_ cause: Cause) {
        watch.records.clear()
        sql.actor = cause.actor
    }

    /// Begins a transaction.
    func beginTransaction() { last = nil }

    /// The newest event of the transaction that was committed; nil: it has none.
    func committed() -> Int64? {
        guard let last else { return nil }
        newestAt = last.at
        self.last = nil
        return last.seq
    }

    /// Appends the events of the piece of work that has just run.
    ///
    /// - Throws: when the piece is upkeep and changed a record all the same.
    func end(_ cause: Cause) throws(SQLiteError) {
        let records = watch.records
        if records.isEmpty { return }
        defer { records.clear() }
        for uuid in records.legs {
            if let call = try call(ofLeg: uuid) {
                records.note(RecordNotes.Record(kind: .call, id: call))
            }
        }
        guard let first = records.notes.first else { return }
        guard case .change(_, let moment) = cause else {
            throw SQLiteError(
                "a piece of upkeep changed the \(first.record.kind) \(first.record.id)")
        }
        var piece = EventPiece(
            sql: sql, notes: records.notes, token: cause.token, at: try time(moment))
        try unwatched { () throws(SQLiteError) in try piece.append() }
        try WebhookQueue(sql: sql).add(piece.appended, causedBy: cause.token)
        if let seq = piece.last { last = (seq, piece.at) }
    }

    /// Runs `work`, whose writes are no changes of records.
    private func unwatched(_ work: () throws(SQLiteError) -> Void) throws(SQLiteError) {
        watch.isPaused = true
        defer { watch.isPaused = false }
        try work()
    }

    /// Never before an event of a lower number, unless the clock was set back by more than it may be
    /// wrong: a CRM goes on from the time of the last event it knows.
    private func time(_ moment: Instant) throws(SQLiteError) -> Instant {
        if newestAt == nil {
            let row = try sql.rows("SELECT at FROM event ORDER BY seq DESC LIMIT 1")
            newestAt = try row.step() ? row.instant(0) : moment
            row.done()
        }
        let before = last?.at ?? newestAt ?? moment
        return before.isInTheFuture(at: moment) ? moment : max(moment, before)
    }

    private func call(ofLeg uuid: String) throws(SQLiteError) -> Int64? {
        let row = try sql.rows("SELECT call_id FROM leg WHERE uuid = ?1", .text(uuid))
        defer { row.done() }
        return try row.step() ? row.int(0) : nil
    }
}

extension Connection {
    /// Runs rules: what `work` writes was made by a rule, whatever made it run.
    func asRules<Value>(_ work: () throws(SQLiteError) -> Value) throws(SQLiteError) -> Value {
        let before = actor
        actor = .rule
        defer { actor = before }
        return try work()
    }
}
