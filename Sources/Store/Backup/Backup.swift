import CallRules
import Foundation
import GRDB

/// A copy of the database that was made, checked and is on the disk.
package struct Backup: Hashable, Sendable {
    package let id: Int64
    /// What was committed before is in the copy.
    package let at: Instant
    package let bytes: Int64
    /// How long it took.
    package let seconds: Int
}

/// How far a copy has come.
package struct BackupProgress: Hashable, Sendable {
    package let bytesDone: Int64
    package let bytes: Int64
}

/// Why there is no copy.
package enum BackupError: Error, Hashable, Sendable {
    /// Something has this name already; copies are never written over.
    case exists
    /// The file could not be made or written; what the system said.
    case notWritten(String)
    /// The copy was made and found damaged, and was removed.
    case damaged([String])
}

extension Store {
    /// Copies the database as it is at this moment while the server goes on writing.
    ///
    /// The copy is of one moment: a single read transaction. The pages are copied a few at a time, and
    /// go to the disk as they come, so that the server's own writes find it free; it does the
    /// checkpoints all the while, and only its journal grows until the copy is made. The file has its
    /// name when it is whole, checked and on the disk; only its owner can read it, for it holds
    /// everything: names, numbers, Phonet's key.
    ///
    /// - Parameters:
    ///   - path: where nothing is yet.
    ///   - clock: asked at the beginning and at the end.
    ///   - rest: lets the disk rest between pieces.
    /// - Throws: `BackupError`, or `StoreError` when this database could not be read.
    package func backUp(
        to path: String, by author: Author, clock: @Sendable () -> Instant,
        rest: @escaping () -> Void = {},
        progress: @escaping (BackupProgress) -> Void = { _ in }
    ) throws -> Backup {
        let started = clock()
        let copy = try BackupFile(path)
        do {
            try copy.fill(from: reader, rest: rest, progress: progress)
            try copy.check()
            try copy.publish()
        } catch {
            copy.discard()
            throw error
        }
        let (bytes, ended) = (try copy.size(), clock())
        return try write { transaction in
            try BackupTable.insert(
                at: started, bytes: bytes, seconds: max(0, ended.seconds(since: started)),
                by: author, now: ended, transaction.db)
        }
    }

    /// The last copy that was made; nil: there was none.
    package func lastBackup() throws(StoreError) -> Backup? {
        try read { try BackupTable.last($0) }
    }
}

enum BackupTable {
    static func insert(
        at moment: Instant, bytes: Int64, seconds: Int, by author: Author, now: Instant,
        _ db: Database
    ) throws -> Backup {
        try db.execute(
            sql: "INSERT INTO backup (at, bytes, seconds) VALUES (?, ?, ?)",
            arguments: [moment.milliseconds, bytes, seconds])
        let id = db.lastInsertedRowID
        try AuditTable.insert(.backupMade, by: author, to: "backup/\(id)", at: now, db)
        return Backup(id: id, at: moment, bytes: bytes, seconds: seconds)
    }

    static func last(_ db: Database) throws -> Backup? {
        try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM backup ORDER BY id DESC LIMIT 1"))
            .map { row in
                Backup(
                    id: row["id"], at: Instant(milliseconds: row["at"]), bytes: row["bytes"],
                    seconds: row["seconds"])
            }
    }
}
