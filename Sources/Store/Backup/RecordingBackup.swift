import Foundation
import GRDB

extension Store {
    /// Copies the copies of recordings into the directory beside a backup, `FILE.recordings`. What goes
    /// meanwhile is left out.
    ///
    /// - Parameter backup: the path of the backup.
    /// - Returns: the number of files.
    /// - Throws: `BackupError.notWritten`, or `StoreError` when this database could not be read.
    package func backUpRecordings(beside backup: String) throws -> Int {
        let files = try read {
            try String.fetchAll($0, sql: "SELECT file FROM recording_copy WHERE state = 'kept'")
        }
        do {
            return try Store.copyRecordings(
                files, from: recordingDirectory, to: "\(backup).recordings")
        } catch {
            throw BackupError.notWritten("\(error.localizedDescription)")
        }
    }

    /// Copies the recordings beside a backup to the database that was restored from it; none if the
    /// backup was made without.
    ///
    /// - Returns: the number of files.
    /// - Throws: `RestoreError.notWritten`; the database itself is restored then.
    package static func restoreRecordings(
        beside backup: String, over path: String
    ) throws(RestoreError) -> Int {
        let directory = "\(backup).recordings"
        guard let files = try? FileManager.default.contentsOfDirectory(atPath: directory) else {
            return 0
        }
        do {
            return try copyRecordings(files, from: directory, to: "\(path).recordings")
        } catch {
            throw .notWritten("\(error.localizedDescription)")
        }
    }

    /// Files that are there already are left: their names are given by chance, once.
    private static func copyRecordings(
        _ files: [String], from: String, to: String
    ) throws -> Int {
        let manager = FileManager.default
        try manager.createDirectory(
            atPath: to, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        var count = 0
        for file in files where !manager.fileExists(atPath: "\(to)/\(file)") {
            do {
                try manager.copyItem(atPath: "\(from)/\(file)", toPath: "\(to)/\(file)")
                count += 1
            } catch {
                if manager.fileExists(atPath: "\(from)/\(file)") { throw error }
            }
        }
        return count
    }
}
