import Foundation

/// Lock of a database: held by its one server while it runs, and by a restore while it replaces the file.
///
/// The file `-lock` beside the database is locked, not the database itself: closing any descriptor of the
/// database would drop SQLite's own locks (sqlite.org/howtocorrupt.html §2.2). The kernel releases the lock
/// at any exit of the process.
package final class DatabaseLock: Sendable {
    private let descriptor: CInt

    /// - Parameter path: of the database; the file need not exist.
    /// - Returns: nil while another process holds it.
    /// - Throws: `StoreError.unavailable` when the file of the lock cannot be made.
    package init?(of path: String) throws(StoreError) {
        let file = DatabaseLock.file(of: path)
        descriptor = open(file, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .unavailable(what: "\(file): \(String(cString: strerror(errno)))")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return nil }
    }

    /// The file of the lock. It stays when the lock is released.
    static func file(of path: String) -> String {
        URL(fileURLWithPath: path).resolvingSymlinksInPath().path + "-lock"
    }

    deinit { close(descriptor) }
}
