import CallRules
import GRDB

/// The purge that is under way; each step is one small transaction.
struct PurgeRun {
    private let id: Int64
    private let beganAt: Instant
    private let counts: RowCounts

    /// Nil when none is.
    init?(_ db: Database) throws {
        guard
            let row = try Row.fetchOne(
                db, sql: "SELECT * FROM purge WHERE ended_at IS NULL ORDER BY id LIMIT 1")
        else { return nil }
        id = row["id"]
        beganAt = Instant(milliseconds: row["began_at"])
        counts = RowCounts(row["counts"])
    }

    /// Deletes some rows of the first kind that has any, or ends the purge.
    func step(_ retention: Retention, _ tx: Writer.Transaction, at now: Instant) throws {
        var counts = counts
        var ended: Instant? = now
        for kind in PurgeKind.allCases {
            guard let limit = retention.limit(of: kind, at: beganAt) else { continue }
            let deleted = try PurgeTable.delete(kind, before: limit, tx.db)
            guard deleted > 0 else { continue }
            if kind == .calls { (tx.sql.watched.calls, tx.sql.watched.cases) = (true, true) }
            counts[kind.rawValue] += deleted
            ended = nil
            break
        }
        try tx.db.execute(
            sql: "UPDATE purge SET counts = ?, ended_at = ? WHERE id = ?",
            arguments: [counts.text, ended?.milliseconds, id])
    }
}

enum PurgeTable {
    /// Rows of one transaction: some ten milliseconds.
    private static let rows = 200
    /// A call takes a dozen rows with it.
    private static let calls = 40

    static func begin(by author: Author, at now: Instant, _ db: Database) throws {
        try db.execute(
            sql: "INSERT INTO purge (began_at, counts) VALUES (?, '{}')",
            arguments: [now.milliseconds])
        try AuditTable.insert(
            .purged, by: author, to: "purge/\(db.lastInsertedRowID)", at: now, db)
    }

    static func purge(_ row: Row) -> Purge {
        let counts = RowCounts(row["counts"])
        return Purge(
            id: Purge.ID(row["id"]), beganAt: Instant(milliseconds: row["began_at"]),
            endedAt: (row["ended_at"] as Int64?).map { Instant(milliseconds: $0) },
            counts: PurgeKind.allCases.map { PurgeCount(kind: $0, rows: counts[$0.rawValue]) }
                .filter { $0.rows > 0 })
    }

    static func count(_ kind: PurgeKind, before limit: Instant, _ db: Database) throws -> Int {
        try parts(of: kind).reduce(0) { sum, part in
            try sum
                + (Int.fetchOne(
                    db, sql: "SELECT count(*) FROM \(part.table) WHERE \(part.isOld)",
                    arguments: ["limit": limit.milliseconds]) ?? 0)
        }
    }

    /// Some rows of the first part that has any.
    static func delete(_ kind: PurgeKind, before limit: Instant, _ db: Database) throws -> Int {
        for part in parts(of: kind) {
            let some = try Int64.fetchAll(
                db,
                sql: """
                    SELECT id FROM \(part.table) WHERE \(part.isOld)
                    ORDER BY \(part.order) LIMIT \(part.table == "call" ? calls : rows)
                    """, arguments: ["limit": limit.milliseconds])
            guard !some.isEmpty else { continue }
            let ids = some.map(String.init).joined(separator: ", ")
            if part.table == "call" {
                try db.execute(sql: "DELETE FROM webhook_message WHERE call_id IN (\(ids))")
            }
            try db.execute(sql: "DELETE FROM \(part.table) WHERE id IN (\(ids))")
            return some.count
        }
        return 0
    }

    /// Rows of one table; a call that goes on is never old.
    private struct Part {
        let table: String
        let isOld: String
        var order = "id"
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
                    isOld: "started_at IS NULL AND seen_at < :limit AND state = 'ended'"),
                Part(table: "missed_case", isOld: "ended_at < :limit AND last_missed_at < :limit"),
                Part(
                    table: "case_closing",
                    isOld: """
                        closed_at < :limit
                        AND NOT EXISTS (SELECT 1 FROM missed_case WHERE closing_id = case_closing.id)
                        """),
                Part(table: "dialling", isOld: "asked_at < :limit"),
                Part(table: "turn", isOld: "at < :limit"),
            ]
        case .messages: [Part(table: "webhook_message", isOld: "received_at < :limit")]
        case .notices: [Part(table: "notice", isOld: "due_at < :limit")]
        case .audit: [Part(table: "audit_entry", isOld: "at < :limit")]
        case .comparisons: [Part(table: "comparison", isOld: "ended_at < :limit")]
        }
    }
}
