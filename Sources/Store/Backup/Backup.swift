import CallRules
import Foundation
import GRDB

/// A backup: made, checked and on the disk.
package struct Backup: Hashable, Sendable {
    package let id: Int64
    /// The copy contains everything committed before this moment.
    package let at: Instant
    /// Size of the file.
    package let bytes: Int64
    /// Duration of the backup.
    package let seconds: Int
}

/// Progress of a backup.
package struct BackupProgress: Hashable, Sendable {
    /// Bytes copied so far.
    package let bytesDone: Int64
    /// Bytes to copy.
    package let bytes: Int64
}

/// Reason why the backup failed.
package enum BackupError: Error, Hashable, Sendable {
    /// A file has this name already; backups are never overwritten.
    case exists
    /// The file could not be created or written; with the system's message.
    case notWritten(String)
    /// The copy was damaged and has been removed.
    case damaged([String])
}

extension Store {
    /// Copies the database as it is at this moment while the server continues to write.
    ///
    /// The copy is one read transaction. Pages are copied and synced in small pieces, so that the server's
    /// writes hardly wait; the WAL grows until the copy is complete. The file gets its name when it is
    /// complete, checked and synced. Only its owner can read it: it holds names, phones and Phonet's API
    /// key.
    ///
    /// - Parameters:
    ///   - path: must not exist.
    ///   - clock: read at the beginning and at the end.
    ///   - rest: called between pieces, to sleep.
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
        return try write(.upkeep) { transaction in
            try BackupTable.insert(
                at: started, bytes: bytes, seconds: max(0, ended.seconds(since: started)),
                by: author, now: ended, transaction.db)
        }
    }

    /// The last backup; nil: none was made.
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
            arguments: [moment, bytes, seconds])
        let id = db.lastInsertedRowID
        try AuditTable.insert(.backupMade, by: author, to: "backup/\(id)", at: now, db)
        return Backup(id: id, at: moment, bytes: bytes, seconds: seconds)
    }

    static func last(_ db: Database) throws -> Backup? {
        try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM backup ORDER BY id DESC LIMIT 1"))
            .map { row in
                Backup(
                    id: row["id"], at: row["at"], bytes: row["bytes"],
                    seconds: row["seconds"])
            }
    }
}
