import Foundation

/// Lets one process at a time open and migrate a database, or close it. GRDB looks up the missing migrations
/// before it takes SQLite's lock, so two processes that look at the same instant would both run the first
/// one. And the last connection to close removes the WAL; whoever opens the file at that instant gets
/// SQLITE_BUSY without a wait (sqlite.org/wal.html, "Sometimes Queries Return SQLITE_BUSY In WAL Mode").
///
/// The folder is locked, so that no lock file stays behind. The kernel releases the lock at any exit of the
/// process.
enum OpenLock {
    /// Runs `body` while holding the lock; waits for it first.
    ///
    /// - Parameter path: of the database; the file need not exist.
    static func taken<Value>(for path: String, _ body: () throws -> Value) throws -> Value {
        let folder = try locked(
            URL(fileURLWithPath: path).resolvingSymlinksInPath().deletingLastPathComponent().path)
        defer { close(folder) }
        return try body()
    }

    private static func locked(_ folder: String) throws(StoreError) -> CInt {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unavailable(what: systemSays(of: folder)) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else {
                defer { close(descriptor) }
                throw .unavailable(what: systemSays(of: folder))
            }
        }
        return descriptor
    }

    private static func systemSays(of folder: String) -> String {
        "\(folder): \(String(cString: strerror(errno)))"
    }
}
