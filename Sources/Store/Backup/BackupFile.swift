import Foundation
import GRDB

/// A backup in progress; it gets its name when it is complete.
final class BackupFile {
    private let path: String
    private let unfinished: String
    /// Open until the end: closing it would release SQLite's locks on the file.
    private let descriptor: CInt

    /// Pages copied in one piece; the server can write between pieces.
    private static let pagesAtOnce: CInt = 512
    /// Pieces between two syncs, so that no fsync of the server has much to write.
    private static let piecesBeforeSync = 16

    /// Makes the empty file, for its owner only.
    init(_ path: String) throws(BackupError) {
        self.path = path
        unfinished = path + ".unfinished"
        guard !FileManager.default.fileExists(atPath: path) else { throw .exists }
        descriptor = open(unfinished, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            if errno == EEXIST { throw .exists }
            throw .notWritten(BackupFile.systemSays())
        }
    }

    deinit { close(descriptor) }

    func fill(
        from reader: any DatabaseReader, rest: @escaping () -> Void,
        progress: @escaping (BackupProgress) -> Void
    ) throws {
        let pageSize = try reader.read { try Int64.fetchOne($0, sql: "PRAGMA page_size") } ?? 0
        let copy = try opened()
        var pieces = 0
        try reader.backup(to: copy, pagesPerStep: BackupFile.pagesAtOnce) { step in
            pieces += 1
            if pieces % BackupFile.piecesBeforeSync == 0 { try BackupFile.sync(self.descriptor) }
            progress(
                BackupProgress(
                    bytesDone: Int64(step.completedPageCount) * pageSize,
                    bytes: Int64(step.totalPageCount) * pageSize))
            rest()
        }
        // One file, without a WAL.
        try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
        try copy.close()
        try BackupFile.sync(descriptor)
    }

    /// Ids that were given out since the backup are not known, so those of a restored database go on
    /// this far above the backup's.
    private static let idGap = 10_000

    /// The same for the event log, which may have had millions since.
    private static let eventGap: Int64 = 1_000_000_000

    /// Leaves the ids of the time since the backup to the rows that had them.
    func leaveGapInIDs() throws {
        let copy = try opened()
        try copy.write { db in
            guard try db.tableExists("sqlite_sequence") else { return }
            try db.execute(
                sql: "UPDATE sqlite_sequence SET seq = seq + \(BackupFile.idGap)")
            // Readers of the feed know numbers that this log does not: they have to compare all records
            // anew. So the log begins after every number that was ever given out.
            if try db.tableExists("event") { try db.execute(sql: "DELETE FROM event") }
            let last = try EventTable.newest(db)
            try db.execute(sql: "DELETE FROM sqlite_sequence WHERE name = 'event'")
            try db.execute(
                sql: "INSERT INTO sqlite_sequence (name, seq) VALUES ('event', ?)",
                arguments: [last + BackupFile.eventGap])
        }
        try copy.close()
        try BackupFile.sync(descriptor)
    }

    /// - Throws: `BackupError.damaged`.
    func check() throws {
        let copy = try opened()
        let problems = try copy.read(IntegrityCheck.problems)
        try copy.close()
        if !problems.isEmpty { throw BackupError.damaged(problems) }
    }

    /// Gives the file its name and syncs the folder.
    func publish() throws(BackupError) {
        // Unlike rename, link never replaces an existing file.
        guard link(unfinished, path) == 0 else {
            if errno == EEXIST { throw .exists }
            throw .notWritten(BackupFile.systemSays())
        }
        discard()
        try BackupFile.syncFolder(of: path)
    }

    /// Syncs the folder of a file.
    static func syncFolder(of path: String) throws(BackupError) {
        let folder = open(
            URL(fileURLWithPath: path).deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { throw .notWritten(systemSays()) }
        defer { close(folder) }
        try sync(folder)
    }

    func size() throws -> Int64 {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return (attributes[.size] as? NSNumber)?.int64Value ?? 0
    }

    /// Removes the unfinished file and its WAL.
    func discard() {
        for ending in ["", "-journal", "-wal", "-shm"] { unlink(unfinished + ending) }
    }

    private func opened() throws -> DatabaseQueue {
        var configuration = Configuration()
        // SQLite need not sync: `BackupFile` syncs the file after some pieces and at the end.
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = OFF") }
        return try DatabaseQueue(path: unfinished, configuration: configuration)
    }

    private static func sync(_ descriptor: CInt) throws(BackupError) {
        guard fsync(descriptor) == 0 else { throw .notWritten(systemSays()) }
    }

    private static func systemSays() -> String { String(cString: strerror(errno)) }
}
