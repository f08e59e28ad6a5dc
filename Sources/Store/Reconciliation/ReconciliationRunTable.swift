import CallRules
import GRDB

/// The last reconciliations, one row each (table `comparison`).
enum ReconciliationRunTable {
    /// The most rows kept: those of about a week.
    private static let maxRows = 3000

    static func insert(
        _ reason: ReconciliationRun.Reason, from: Instant, to: Instant, at now: Instant,
        _ db: Database
    ) throws -> ReconciliationRun.ID {
        try db.execute(
            sql: """
                INSERT INTO comparison (reason, from_at, to_at, started_at, touched_at, read_until)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                reason.rawValue, from, to, now,
                now, from,
            ])
        let id = db.lastInsertedRowID
        try db.execute(
            sql: "DELETE FROM comparison WHERE id <= ?", arguments: [id - Int64(maxRows)])
        return ReconciliationRun.ID(id)
    }

    static func count(
        _ counts: ReconciledCounts, in id: ReconciliationRun.ID, at now: Instant, _ db: Database
    ) throws {
        try db.execute(
            sql: """
                UPDATE comparison SET records_read = records_read + ?,
                    calls_added = calls_added + ?, calls_changed = calls_changed + ?,
                    calls_released = calls_released + ?, touched_at = ? WHERE id = ?
                """,
            arguments: [
                counts.records, counts.added, counts.changed, counts.released, now,
                id,
            ])
    }

    static func read(
        until moment: Instant, _ id: ReconciliationRun.ID, at now: Instant, _ db: Database
    ) throws {
        try db.execute(
            sql: "UPDATE comparison SET read_until = ?, touched_at = ? WHERE id = ?",
            arguments: [moment, now, id])
    }

    static func end(
        _ id: ReconciliationRun.ID, _ cause: ReconciliationRun.Cause?, at now: Instant,
        _ db: Database
    ) throws {
        try db.execute(
            sql: """
                UPDATE comparison SET ended_at = ?, touched_at = ?, cause = ?, cause_details = ?,
                    cause_uk = ?, cause_en = ? WHERE id = ?
                """,
            arguments: [now, now] + ErrorValues(cause).arguments + [id])
    }

    static func latest(_ limit: Int, _ db: Database) throws -> [ReconciliationRun] {
        try Row.fetchAll(
            db.cachedStatement(sql: "SELECT * FROM comparison ORDER BY id DESC LIMIT ?"),
            arguments: [limit]
        ).map { try ReconciliationRun($0) }
    }

    static func lastEnded(_ db: Database) throws -> ReconciliationRun? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: "SELECT * FROM comparison WHERE ended_at IS NOT NULL ORDER BY id DESC LIMIT 1")
        ).map { try ReconciliationRun($0) }
    }

    static func find(_ id: ReconciliationRun.ID, _ db: Database) throws -> ReconciliationRun? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM comparison WHERE id = ?"), arguments: [id]
        )
        .map { try ReconciliationRun($0) }
    }

    static func lastEnd(atLeast seconds: Int, _ db: Database) throws -> Instant? {
        try Int64.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT max(to_at) FROM comparison
                    WHERE ended_at IS NOT NULL AND cause IS NULL AND to_at - from_at >= ?
                    """), arguments: [Int64(seconds) * 1000]
        ).map(Instant.init(milliseconds:))
    }
}

extension ReconciliationRun {
    fileprivate init(_ row: Row) throws {
        reason = try row.code("reason")
        id = ID(row["id"])
        from = row["from_at"]
        to = row["to_at"]
        startedAt = row["started_at"]
        touchedAt = row["touched_at"]
        endedAt = row["ended_at"]
        readUntil = row["read_until"]
        var counts = ReconciledCounts()
        counts.records = row["records_read"]
        counts.added = row["calls_added"]
        counts.changed = row["calls_changed"]
        counts.released = row["calls_released"]
        self.counts = counts
        cause = try ErrorColumns.cause.read(row)
    }
}

/// The span of time for which the call log is complete, in one row.
enum CompletenessTable {
    static func find(_ domain: String, _ db: Database) throws -> Completeness? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT since, until FROM completeness WHERE domain = ?"),
            arguments: [domain]
        ).map {
            Completeness(
                since: Instant(milliseconds: $0["since"]),
                until: Instant(milliseconds: $0["until"]))
        }
    }

    /// With another account a new span starts.
    static func extend(
        from: Instant, to: Instant, of domain: String, _ db: Database
    ) throws {
        let known = try find(domain, db)
        let now = known?.extended(from: from, to: to) ?? Completeness(since: from, until: to)
        try db.execute(
            sql: """
                INSERT INTO completeness (id, domain, since, until) VALUES (1, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET domain = excluded.domain, since = excluded.since,
                    until = excluded.until
                """,
            arguments: [domain, now.since, now.until])
    }
}
