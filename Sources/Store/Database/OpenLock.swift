import Foundation

/// Databases are opened, made and brought up to date by one at a time, and the next finds the work done: which
/// steps of the schema are missing is looked up before a step takes SQLite's own lock, so two that
/// look at the same instant would both take the first.
///
/// The folder is locked, so that no file stays behind. The system gives the lock back when the process
/// ends, however it ends.
enum OpenLock {
    /// Waits until nobody else has the turn.
    ///
    /// - Parameter path: of the database, which need not be there yet.
    static func taken<Opened>(for path: String, _ open: () throws -> Opened) throws -> Opened {
        let folder = try locked(
            URL(fileURLWithPath: path).resolvingSymlinksInPath().deletingLastPathComponent().path)
        defer { close(folder) }
        return try open()
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
