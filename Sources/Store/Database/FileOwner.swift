import Foundation
import GRDB

/// The file of a database before it is opened to be written.
struct FileOwner {
    private let path: String

    init(_ path: String) {
        self.path = path
    }

    /// Checks whose file it is, and lets only its owner read it: it holds names, numbers and the key to
    /// Phonet. A file that does not exist is right.
    ///
    /// - Throws: `StoreError.unavailable` for a file of another program, and for an empty one: it would be
    ///   taken for a company without calls. Only `init` makes a database of an empty file, unless a server
    ///   had it: then its content was lost.
    func check(_ role: Store.Role) throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        switch try owner() {
        case .ours: break
        case .nobody where FileManager.default.fileExists(atPath: DatabaseLock.file(of: path)):
            throw StoreError.unavailable(
                what: "\(path) is empty, though a server had it: restore a backup with "
                    + "`phonet-gateway restore`, or delete the file to begin with a new company")
        case .nobody where role == .maker: break
        case .nobody:
            throw StoreError.unavailable(
                what: "\(path) is empty; make a database with `phonet-gateway init`, "
                    + "or restore a backup with `phonet-gateway restore`")
        case .anotherProgram:
            throw StoreError.unavailable(what: "\(path) is a database of another program")
        }
        for ending in ["", "-wal", "-shm"] { closeToOthers(path + ending) }
    }

    private enum Owner {
        case ours, anotherProgram
        /// There are no tables.
        case nobody
    }

    private func owner() throws -> Owner {
        var status = stat()
        // SQLite is not asked: it would delete the log of a file that was cut off.
        if stat(path, &status) == 0, status.st_size == 0 { return .nobody }
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        // Not a pool, which would switch the file of another program to WAL.
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        defer { try? queue.close() }
        return try queue.read { db in
            let id = try Int32.fetchOne(db, sql: "PRAGMA application_id")
            let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
            if tables == 0 { return id == 0 ? .nobody : .anotherProgram }
            if id == Migrations.applicationID { return .ours }
            // Databases of version 0.6 and earlier have no id.
            guard id == 0, try db.tableExists("grdb_migrations") else { return .anotherProgram }
            return try Migrations.migrator.appliedIdentifiers(db).isEmpty ? .anotherProgram : .ours
        }
    }

    private func closeToOthers(_ file: String) {
        var status = stat()
        guard stat(file, &status) == 0, status.st_mode & 0o077 != 0 else { return }
        // Whoever is not the owner cannot change it, and need not.
        _ = chmod(file, 0o600)
    }
}
