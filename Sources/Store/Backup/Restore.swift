import Foundation
import GRDB

/// Reason why a restore failed; the database is unchanged.
package enum RestoreError: Error, Hashable, Sendable {
    /// A server has the database open.
    case inUse
    /// No backup has this name, or it is no database; with SQLite's message.
    case unreadable(String)
    /// The file is a database of another program.
    case foreign
    /// The backup was made by a newer version of the program.
    case newer
    /// The copy is damaged.
    case damaged([String])
    /// The copy could not be made or renamed; with the system's message.
    case notWritten(String)
}

extension Store {
    /// Replaces a database by a backup: copies it, checks the copy and renames it in one step. At any moment
    /// there is either the old database or the complete backup.
    ///
    /// The backup stays unchanged. The old database stays beside the new one with the suffix `-replaced`,
    /// replacing an earlier one. The server runs missing migrations when it starts. Data stored since the
    /// backup is not in it.
    ///
    /// - Parameters:
    ///   - backup: a file that `backUp` made.
    ///   - path: of the database; there need not be one.
    package static func restore(_ backup: String, over path: String) throws(RestoreError) {
        do {
            guard let lock = try DatabaseLock(of: path) else { throw RestoreError.inUse }
            try withExtendedLifetime(lock) {
                let place = DatabasePlace(path)
                place.removeLeftovers()
                let copy = try BackupFile(place.restored)
                do {
                    try copy.fill(from: readable(backup), rest: {}, progress: { _ in })
                    try copy.leaveGapInIDs()
                    try copy.check()
                    try copy.publish()
                } catch {
                    copy.discard()
                    throw error
                }
                try place.exchange()
            }
        } catch let failure as RestoreError {
            throw failure
        } catch BackupError.damaged(let problems) {
            throw .damaged(problems)
        } catch BackupError.notWritten(let reason) {
            throw .notWritten(reason)
        } catch {
            throw .notWritten("\(error)")
        }
    }

    /// Checks that the backup is one of this program and of no later version.
    private static func readable(_ backup: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        do {
            let queue = try DatabaseQueue(path: backup, configuration: configuration)
            let (isOurs, isNewer) = try queue.read { db in
                (
                    try !Migrations.migrator.appliedIdentifiers(db).isEmpty,
                    try Migrations.migrator.hasBeenSuperseded(db)
                )
            }
            if isNewer { throw RestoreError.newer }
            if !isOurs { throw RestoreError.foreign }
            return queue
        } catch let error as DatabaseError {
            throw RestoreError.unreadable("\(error)")
        }
    }
}

/// The paths of a database and of the files beside it during a restore.
private struct DatabasePlace {
    private let path: String

    init(_ path: String) {
        self.path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }

    var restored: String { path + "-restored" }
    private var replaced: String { path + "-replaced" }

    /// Removes what an interrupted restore left.
    func removeLeftovers() {
        for ending in ["", ".unfinished", ".unfinished-journal"] { unlink(restored + ending) }
    }

    func exchange() throws {
        if FileManager.default.fileExists(atPath: path) {
            foldWAL()
            unlink(replaced)
            try require(link(path, replaced) == 0)
        }
        // SQLite must not apply the WAL of the old database to the new one. The WAL is empty,
        // unless the old database was too damaged for a checkpoint.
        for ending in ["-wal", "-shm"] { unlink(path + ending) }
        try require(rename(restored, path) == 0)
        try BackupFile.syncFolder(of: path)
    }

    /// Checkpoints the WAL, so that the file alone is the whole database.
    private func foldWAL() {
        let queue = try? DatabaseQueue(path: path)
        try? queue?.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        try? queue?.close()
    }

    private func require(_ isDone: Bool) throws(RestoreError) {
        guard isDone else { throw .notWritten(String(cString: strerror(errno))) }
    }
}
