import CallRules
import GRDB

/// Employees of a call besides the one who has it: whose phones rang, and who passed it on. Rows are only
/// added: facts of legs grow and are never taken back.
enum ParticipantTable {
    /// Adds the extensions that are new. A call with one extension has no rows.
    static func note(
        _ call: Call, _ progress: CallProgress, at now: Instant, _ sql: Connection
    ) throws(SQLiteError) {
        var extensions = call.participantExtensions.union(call.rungExtensions)
        if let own = progress.extension { extensions.remove(own) }
        guard !extensions.isEmpty else { return }
        // Whoever had an extension is asked anew when the call proves to have begun at another time.
        if call.startedAt == progress.startedAt {
            let known = try sql.rows(
                "SELECT extension FROM call_participant WHERE call_id = ?1",
                SQLValue(progress.id))
            while try known.step() { extensions.remove(known.text(0)) }
        }
        for number in extensions.sorted() {
            let owner = try ExtensionOwner.of(number, at: call.startedAt ?? now, sql)
            try sql.run(
                """
                INSERT INTO call_participant (call_id, extension, employee_id)
                VALUES (?1, ?2, ?3)
                ON CONFLICT (call_id, extension) DO UPDATE SET employee_id = ?3
                    WHERE employee_id IS NOT ?3
                """, SQLValue(progress.id), .text(number), SQLValue(owner?.employee.id))
        }
    }

    /// Gives some rows of an extension that nobody had to its owners, as `UnownedCalls.give` gives calls.
    ///
    /// - Parameter end: until when it has owners; the greatest number: it has one now.
    /// - Returns: true when there may be more.
    static func give(of extension: String, until end: Int64, _ db: Database) throws -> Bool {
        try db.cachedStatement(
            sql: """
                UPDATE call_participant SET employee_id = (
                    SELECT owner.employee_id FROM call
                    CROSS JOIN extension_owner AS owner
                    WHERE call.id = call_participant.call_id
                        AND owner.extension = call_participant.extension
                        AND (owner.until_at IS NULL OR owner.until_at
                            > max(owner.from_at, ifnull(call.started_at, call.seen_at)))
                    ORDER BY owner.from_at LIMIT 1)
                WHERE rowid IN (
                    SELECT unowned.rowid FROM call_participant AS unowned
                        INDEXED BY call_participant_unowned
                    CROSS JOIN call ON call.id = unowned.call_id
                    WHERE unowned.employee_id IS NULL AND unowned.extension = ?1
                        AND ifnull(call.started_at, call.seen_at) < ?2
                    LIMIT \(UnownedCalls.limit))
                """
        ).execute(arguments: [`extension`, end])
        return db.changesCount == UnownedCalls.limit
    }

    /// An extension with rows to give; nil: none.
    static func next(_ db: Database) throws -> String? {
        try String.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT owned.extension FROM (
                        SELECT extension, max(ifnull(until_at, \(Int64.max))) AS end_at
                        FROM extension_owner WHERE until_at IS NULL OR until_at > from_at
                        GROUP BY extension) AS owned
                    WHERE EXISTS (
                        SELECT 1 FROM call_participant AS unowned
                            INDEXED BY call_participant_unowned
                        CROSS JOIN call ON call.id = unowned.call_id
                        WHERE unowned.employee_id IS NULL AND unowned.extension = owned.extension
                            AND ifnull(call.started_at, call.seen_at) < owned.end_at)
                    LIMIT 1
                    """))
    }
}
