import CallRules
import GRDB

/// A run of a sync: one request, or several with one name.
package struct SyncRun: Hashable, Sendable {
    package let id: ID
    package let kind: SyncKind
    package let source: String
    /// The name of the token at that time.
    package let actor: String
    package let begunAt: Instant
    /// Records that were added, changed and removed.
    package let added: Int
    package let changed: Int
    package let removed: Int

    package struct ID: RowID {
        package let value: Int64
        package init(_ value: Int64) { self.value = value }
    }

    /// Seconds after which an open run is forgotten.
    static let openSeconds = 86_400
    /// Seconds for which a run is listed.
    static let keptSeconds = 90 * 86_400
}

enum SyncRunTable {
    /// - Parameter name: nil: the run is one request.
    static func insert(
        _ request: SyncRequest, name: String?, at now: Instant, _ db: Database
    ) throws -> SyncRun.ID {
        try db.execute(
            sql: """
                INSERT INTO sync_run (kind, source, name, actor, begun_at, touched_at)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                request.kind.rawValue, request.source, name, request.author.name, now, now,
            ])
        return SyncRun.ID(db.lastInsertedRowID)
    }

    /// The open run with this name; one that no part has come of for a day is ended.
    static func open(
        _ request: SyncRequest, _ name: String, at now: Instant, _ db: Database
    ) throws -> (id: SyncRun.ID, hasUnreadable: Bool) {
        try end(openSince: now.earlier(bySeconds: SyncRun.openSeconds), at: now, db)
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT id, has_unreadable FROM sync_run
                    WHERE kind = ? AND source = ? AND name = ? AND ended_at IS NULL
                    """), arguments: [request.kind.rawValue, request.source, name])
        if let row {
            let id: SyncRun.ID = row["id"]
            try db.execute(
                sql: "UPDATE sync_run SET touched_at = ? WHERE id = ?", arguments: [now, id])
            return (id, row["has_unreadable"])
        }
        return (try insert(request, name: name, at: now, db), false)
    }

    static func named(_ id: SyncRun.ID, _ db: Database) throws -> Set<Int64> {
        Set(
            try Int64.fetchAll(
                db.cachedStatement(sql: "SELECT id_hash FROM sync_named WHERE run_id = ?"),
                arguments: [id]))
    }

    static func name(_ hashes: [Int64], in id: SyncRun.ID, _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: "INSERT OR IGNORE INTO sync_named (run_id, id_hash) VALUES (?, ?)")
        for hash in hashes { try statement.execute(arguments: [id, hash]) }
    }

    /// Adds the counts of a transaction; writes the audit line with the first change.
    static func count(
        _ tally: SyncTally, in id: SyncRun.ID, by author: Author, at now: Instant, _ db: Database
    ) throws {
        guard tally.hasChanges else { return }
        let before = try Int.fetchOne(
            db.cachedStatement(
                sql: "SELECT rows_added + rows_changed + rows_removed FROM sync_run WHERE id = ?"),
            arguments: [id])
        if before == 0 {
            try AuditTable.insert(.synced, by: author, to: "sync/\(id.value)", at: now, db)
        }
        try db.cachedStatement(
            sql: """
                UPDATE sync_run SET rows_added = rows_added + ?, rows_changed = rows_changed + ?,
                    rows_removed = rows_removed + ?, touched_at = ? WHERE id = ?
                """
        ).execute(arguments: [tally.added, tally.changed, tally.removed, now, id])
    }

    static func noteUnreadable(_ id: SyncRun.ID, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE sync_run SET has_unreadable = 1 WHERE id = ?", arguments: [id])
    }

    static func end(_ id: SyncRun.ID, at now: Instant, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE sync_run SET ended_at = ? WHERE id = ? AND ended_at IS NULL",
            arguments: [now, id])
    }

    /// Ends the runs that no part has come of since a moment.
    static func end(openSince limit: Instant, at now: Instant, _ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE sync_run SET ended_at = ?
                WHERE ended_at IS NULL AND name IS NOT NULL AND touched_at < ?
                """, arguments: [now, limit])
    }

    /// Deletes some ids that ended runs named, and old runs.
    /// - Returns: whether there were any.
    static func forget(before limit: Instant, _ db: Database) throws -> Bool {
        try db.execute(
            sql: """
                DELETE FROM sync_named WHERE (run_id, id_hash) IN (
                    SELECT run_id, id_hash FROM sync_run
                    CROSS JOIN sync_named ON run_id = sync_run.id
                    WHERE ended_at IS NOT NULL LIMIT 1000)
                """)
        if db.changesCount > 0 { return true }
        try db.execute(
            sql: """
                DELETE FROM sync_run WHERE id IN (
                    SELECT id FROM sync_run WHERE touched_at < ? AND NOT EXISTS (
                        SELECT 1 FROM sync_named WHERE run_id = sync_run.id) LIMIT 200)
                """, arguments: [limit])
        return db.changesCount > 0
    }
}

extension Store {
    /// Runs of syncs that changed something, the latest first.
    package func syncRuns(limit: Int) throws(StoreError) -> [SyncRun] {
        try read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT * FROM sync_run WHERE rows_added + rows_changed + rows_removed > 0
                        ORDER BY id DESC LIMIT ?
                        """), arguments: [limit]
            ).map { row in
                SyncRun(
                    id: row["id"], kind: try row.code("kind"), source: row["source"],
                    actor: row["actor"], begunAt: row["begun_at"], added: row["rows_added"],
                    changed: row["rows_changed"], removed: row["rows_removed"])
            }
        }
    }

    /// Ends abandoned runs and deletes old ones, unless the clock is in doubt.
    package func forgetSyncRuns(at now: Instant) throws(StoreError) {
        guard try clockHold(at: now) == nil else { return }
        try write(.upkeep) { tx in
            try SyncRunTable.end(
                openSince: now.earlier(bySeconds: SyncRun.openSeconds), at: now, tx.db)
        }
        let limit = now.earlier(bySeconds: SyncRun.keptSeconds)
        while try write(.upkeep, { try SyncRunTable.forget(before: limit, $0.db) }) {}
    }
}
