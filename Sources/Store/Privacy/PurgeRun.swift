import CallRules
import GRDB

/// The running purge, done in small steps.
struct PurgeRun {
    private let id: Int64
    private let beganAt: Instant
    private let counts: RowCounts

    /// Nil: none is running.
    init?(_ db: Database) throws {
        guard
            let row = try Row.fetchOne(
                db.cachedStatement(
                    sql: "SELECT * FROM purge WHERE ended_at IS NULL ORDER BY id LIMIT 1"))
        else { return nil }
        id = row["id"]
        beganAt = row["began_at"]
        counts = RowCounts(row["counts"])
    }

    /// Deletes some rows of the first kind that has any, or ends the purge.
    ///
    /// - Returns: whether there may be more rows.
    func step(_ retention: Retention, _ tx: Writer.Transaction, at now: Instant) throws -> Bool {
        var counts = counts
        var ended: Instant? = now
        for kind in PurgeKind.allCases {
            guard let limit = retention.limit(of: kind, at: beganAt) else { continue }
            guard let deleted = try PurgeTable.delete(kind, before: limit, tx.db) else { continue }
            counts[kind.rawValue] += deleted
            ended = nil
            break
        }
        try tx.db.execute(
            sql: "UPDATE purge SET counts = ?, ended_at = ? WHERE id = ?",
            arguments: [counts.text, ended, id])
        return ended == nil
    }
}

enum PurgeTable {
    /// Most rows of one step, which takes a few milliseconds.
    private static let rows = 50
    /// Most calls of one step; fewer, because a call has about a dozen dependent rows.
    private static let calls = 10
    /// The number at which a preview stops counting.
    static let maxCounted = 10_000

    static func begin(by author: Author, at now: Instant, _ db: Database) throws {
        try db.execute(
            sql: "INSERT INTO purge (began_at, counts) VALUES (?, '{}')",
            arguments: [now])
        try AuditTable.insert(
            .purged, by: author, to: "purge/\(db.lastInsertedRowID)", at: now, db)
    }

    /// Whether a purge is running.
    static func isRunning(_ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM purge WHERE ended_at IS NULL)"))
            ?? false
    }

    /// Whether none was started since the night. Those that a wrong clock put into the future do not count.
    static func isDue(since night: Instant, at now: Instant, _ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT count(*) > 0 AND count(*) FILTER (WHERE began_at BETWEEN ? AND ?) = 0
                    FROM purge
                    """),
            arguments: [night, now.advanced(bySeconds: Instant.clockToleranceSeconds)]) ?? false
    }

    static func purge(_ row: Row) -> Purge {
        let counts = RowCounts(row["counts"])
        return Purge(
            beganAt: row["began_at"],
            endedAt: row["ended_at"],
            counts: PurgeKind.allCases.map { PurgeCount(kind: $0, rows: counts[$0.rawValue]) }
                .filter { $0.rows > 0 })
    }

    /// - Returns: the number of rows; `maxCounted` for this many or more.
    static func count(_ kind: PurgeKind, before limit: Instant, _ db: Database) throws -> Int {
        guard let part = parts(of: kind).first else { return 0 }
        return try parts(of: kind).filter { $0.table == part.table }.reduce(0) { sum, part in
            let rows = part.rows(most: maxCounted)
            let count = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM (\(rows))",
                arguments: ["limit": limit])
            return min(sum + (count ?? 0), maxCounted)
        }
    }

    /// Deletes some rows of the first part that has any.
    ///
    /// - Returns: number of deleted rows of the kind, without dependent rows; nil: no row is old enough.
    static func delete(_ kind: PurgeKind, before limit: Instant, _ db: Database) throws -> Int? {
        let own = parts(of: kind).first?.table
        for part in parts(of: kind) {
            let some = try Int64.fetchAll(
                db, sql: part.rows(most: part.table == "call" ? calls : rows),
                arguments: ["limit": limit])
            guard !some.isEmpty else { continue }
            let ids = some.map(String.init).joined(separator: ", ")
            if part.table == "call" {
                try db.execute(sql: "DELETE FROM webhook_message WHERE call_id IN (\(ids))")
            }
            try db.execute(sql: "DELETE FROM \(part.table) WHERE \(part.key) IN (\(ids))")
            return part.table == own ? some.count : 0
        }
        return nil
    }

    /// The old rows of one table.
    private struct Part {
        let table: String
        let isOld: String
        /// Columns of an index that finds the rows; nil: they are read by id, which is nearly the
        /// order of time.
        var order: String?
        /// The column of the ids.
        var key = "id"

        /// The ids of some old rows. Without an index only the first rows are tested, because a
        /// search of millions of newer rows would take seconds.
        func rows(most count: Int) -> String {
            guard let order else {
                return """
                    SELECT \(key) FROM (SELECT * FROM \(table) ORDER BY \(key) LIMIT \(count))
                    WHERE \(isOld)
                    """
            }
            return "SELECT \(key) FROM \(table) WHERE \(isOld) ORDER BY \(order) LIMIT \(count)"
        }
    }

    private static func parts(of kind: PurgeKind) -> [Part] {
        switch kind {
        case .calls:
            [
                Part(
                    table: "call", isOld: "started_at < :limit AND state = 'ended'",
                    order: "started_at"),
                Part(
                    table: "call",
                    isOld: "started_at IS NULL AND seen_at < :limit AND state = 'ended'",
                    order: "started_at, id"),
                Part(
                    table: "missed_case",
                    isOld: "last_missed_at < :limit AND ifnull(ended_at, 0) < :limit"),
                Part(
                    table: "case_closing",
                    isOld: """
                        closed_at < :limit
                        AND id NOT IN (SELECT closing_id FROM missed_case WHERE closing_id IS NOT NULL)
                        """),
                Part(table: "dialling", isOld: "asked_at < :limit"),
                Part(table: "turn", isOld: "at < :limit"),
            ]
        case .messages: [Part(table: "webhook_message", isOld: "received_at < :limit")]
        case .notices: [Part(table: "notice", isOld: "due_at < :limit")]
        case .audit: [Part(table: "audit_entry", isOld: "at < :limit")]
        case .reconciliationRuns: [Part(table: "comparison", isOld: "ended_at < :limit")]
        case .events:
            [
                Part(table: "event", isOld: "at < :limit", key: "seq"),
                // One that waits for an endpoint that is on is still to be sent.
                Part(
                    table: "delivery",
                    isOld: """
                        event_seq IS NOT NULL AND created_at < :limit AND state <> 'sending'
                        AND (state <> 'waiting' OR NOT EXISTS (SELECT 1 FROM webhook_endpoint
                            WHERE webhook_endpoint.id = address AND is_on = 1))
                        """, order: "created_at"),
            ]
        }
    }
}
