import Foundation
import GRDB

/// Why a backup was not put in the place of the database; that is as it was.
package enum RestoreError: Error, Hashable, Sendable {
    /// A server has the database open.
    case inUse
    /// There is no backup of this name, or it is no database; what SQLite said.
    case unreadable(String)
    /// The backup is a database of something else.
    case foreign
    /// The backup was made by a newer version of the program.
    case newer
    /// The copy was checked and found damaged.
    case damaged([String])
    /// The copy could not be made or put in its place; what the system said.
    case notWritten(String)
}

extension Store {
    /// Puts a backup in the place of a database: copies it, checks the copy, and lets the copy take the name in
    /// one step. At any moment there is either the database as it was or the whole backup.
    ///
    /// The backup stays what it was. The database that was there stays beside the new one, its name ending in
    /// `-replaced`; the one kept so before is gone. Nothing is applied to what was restored: an older
    /// schema is brought up to date when the server starts, and what came since the backup is not in it.
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

    /// The backup, if it can be one of ours and of no later version.
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

/// Where a database is, with what stands beside it while it is exchanged.
private struct DatabasePlace {
    private let path: String

    init(_ path: String) {
        self.path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }

    var restored: String { path + "-restored" }
    private var replaced: String { path + "-replaced" }

    /// What a restoring that was cut off has left.
    func removeLeftovers() {
        for ending in ["", ".unfinished", ".unfinished-journal"] { unlink(restored + ending) }
    }

    func exchange() throws {
        if FileManager.default.fileExists(atPath: path) {
            foldWAL()
            unlink(replaced)
            try require(link(path, replaced) == 0)
        }
        // A journal of the old database must never meet the new one. It is empty unless the old one was
        // so damaged that it could not be folded in.
        for ending in ["-wal", "-shm"] { unlink(path + ending) }
        try require(rename(restored, path) == 0)
        try BackupFile.syncFolder(of: path)
    }

    /// Afterwards the one file is the whole database.
    private func foldWAL() {
        let queue = try? DatabaseQueue(path: path)
        try? queue?.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        try? queue?.close()
    }

    private func require(_ isDone: Bool) throws(RestoreError) {
        guard isDone else { throw .notWritten(String(cString: strerror(errno))) }
    }
}
