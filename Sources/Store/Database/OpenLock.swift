import Foundation

/// Lets one process at a time open and migrate a database. GRDB looks up the missing migrations before it
/// takes SQLite's lock, so two processes that look at the same instant would both run the first one.
///
/// The folder is locked, so that no lock file stays behind. The kernel releases the lock at any exit of the
/// process.
enum OpenLock {
    /// Runs `open` while holding the lock; waits for it first.
    ///
    /// - Parameter path: of the database; the file need not exist.
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
