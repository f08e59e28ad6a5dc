import GRDBSQLite

/// The bytes of a database file or its log, through the handle SQLite itself holds.
///
/// The file must not be opened a second time: closing that descriptor would drop all locks of this process
/// (sqlite.org/howtocorrupt.html §2.2).
struct DatabaseFile {
    private let file: UnsafeMutablePointer<sqlite3_file>

    /// The file of a connection; valid as long as the connection is.
    init(of connection: Connection) throws {
        try self.init(connection, SQLITE_FCNTL_FILE_POINTER)
    }

    /// The write-ahead log of a connection that has read or written before.
    static func log(of connection: Connection) throws -> DatabaseFile {
        try DatabaseFile(connection, SQLITE_FCNTL_JOURNAL_POINTER)
    }

    private init(_ connection: Connection, _ which: Int32) throws {
        var found: UnsafeMutablePointer<sqlite3_file>?
        let code = withUnsafeMutablePointer(to: &found) {
            sqlite3_file_control(connection.handle, "main", which, $0)
        }
        guard code == SQLITE_OK, let found else { throw SQLiteError(connection.handle) }
        file = found
    }

    /// In bytes; 0 for a log that was never written.
    func size() throws -> Int64 {
        guard let methods = file.pointee.pMethods, let size = methods.pointee.xFileSize else {
            return 0
        }
        var bytes: Int64 = 0
        try check(size(file, &bytes))
        return bytes
    }

    /// Reads bytes; bytes beyond the end of the file are zeros.
    func read(_ count: Int, at offset: Int64) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        guard let read = file.pointee.pMethods?.pointee.xRead else { return bytes }
        let code = bytes.withUnsafeMutableBytes {
            read(file, $0.baseAddress, Int32(count), offset)
        }
        // SQLITE_IOERR_SHORT_READ, a macro that Swift does not import.
        if code != SQLITE_IOERR | 2 << 8 { try check(code) }
        return bytes
    }

    func write(_ bytes: [UInt8], at offset: Int64) throws {
        guard let write = file.pointee.pMethods?.pointee.xWrite else { return }
        try check(
            bytes.withUnsafeBytes { write(file, $0.baseAddress, Int32($0.count), offset) })
    }

    /// Returns when the written bytes are on the disk (fsync).
    func sync() throws {
        guard let sync = file.pointee.pMethods?.pointee.xSync else { return }
        try check(sync(file, SQLITE_SYNC_FULL))
    }

    private func check(_ code: Int32) throws {
        guard code == SQLITE_OK else {
            throw StoreError.unavailable(what: "the database file: SQLite \(code)")
        }
    }
}
