import Foundation

/// Held by the one server of a database for as long as it runs, and by whoever puts another file in the
/// database's place: never two at once.
///
/// A file beside the database is locked, not the database itself: closing any descriptor of that would
/// take SQLite's own locks away (sqlite.org/howtocorrupt.html §2.2). The system gives the lock back when
/// the process ends, however it ends.
package final class DatabaseLock: Sendable {
    private let descriptor: CInt

    /// - Parameter path: of the database, which need not be there yet.
    /// - Returns: nil while somebody else holds it.
    /// - Throws: `StoreError.unavailable` when the file of the lock cannot be made.
    package init?(of path: String) throws(StoreError) {
        let file = URL(fileURLWithPath: path).resolvingSymlinksInPath().path + "-lock"
        descriptor = open(file, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .unavailable(what: "\(file): \(String(cString: strerror(errno)))")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return nil }
    }

    deinit { close(descriptor) }
}
