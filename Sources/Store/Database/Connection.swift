import GRDBSQLite

/// Prepared statements on one SQLite handle, for the two paths where GRDB is too slow: the customer
/// lookup and the writer.
///
/// Not thread-safe: one thread uses it at a time.
final class Connection {
    let handle: OpaquePointer
    /// Who writes, for the event log: the cause of the piece of work, or its rules (`asRules`).
    var actor = Actor.system
    private var statements: [UnsafeRawPointer: Statement] = [:]

    init(handle: OpaquePointer) {
        self.handle = handle
    }

    /// The statement of one literal, prepared at its first use and cached by the literal's address.
    func callAsFunction(_ sql: StaticString) throws(SQLiteError) -> Statement {
        let key = UnsafeRawPointer(sql.utf8Start)
        if let known = statements[key] {
            known.reset()
            return known
        }
        let text = UnsafeRawPointer(sql.utf8Start).assumingMemoryBound(to: CChar.self)
        let statement = try Statement(text, Int32(sql.utf8CodeUnitCount), of: nil, handle)
        statements[key] = statement
        return statement
    }

    /// The statement of one query, prepared at its first use and cached by the query's identity, not by
    /// its text.
    func callAsFunction<Column>(_ query: Query<Column>) throws(SQLiteError) -> Statement {
        let key = UnsafeRawPointer(Unmanaged.passUnretained(query).toOpaque())
        if let known = statements[key] {
            known.reset()
            return known
        }
        let statement = try Statement(
            query.sql, Int32(query.sql.utf8.count), of: query, handle)
        statements[key] = statement
        return statement
    }

    /// Runs a literal that returns no rows.
    func run(_ sql: StaticString, _ values: SQLValue...) throws(SQLiteError) {
        try run(sql, values)
    }

    func run(_ sql: StaticString, _ values: [SQLValue]) throws(SQLiteError) {
        let statement = try self(sql)
        try statement.bind(values)
        defer { statement.reset() }
        while try statement.step() {}
    }

    /// A literal with its values bound, ready to step.
    func rows(_ sql: StaticString, _ values: SQLValue...) throws(SQLiteError) -> Statement {
        let statement = try self(sql)
        try statement.bind(values)
        return statement
    }

    var lastInsertedID: Int64 { sqlite3_last_insert_rowid(handle) }
    var changes: Int32 { sqlite3_changes(handle) }
    /// False after an error that made SQLite undo the whole transaction.
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// Whether the file was moved, deleted or replaced since it was opened. SQLite itself would
    /// continue to write into a file that no other process can open.
    var isFileGone: Bool {
        var hasMoved: CInt = 0
        sqlite3_file_control(handle, nil, SQLITE_FCNTL_HAS_MOVED, &hasMoved)
        return hasMoved != 0
    }

    /// Must be called before the handle is closed.
    func forgetStatements() {
        statements = [:]
    }
}

/// An error of SQLite: its extended code (sqlite.org/rescode.html) and message.
struct SQLiteError: Error, CustomStringConvertible {
    let code: Int32
    let message: String

    init(_ handle: OpaquePointer?) {
        code = sqlite3_extended_errcode(handle)
        message = String(cString: sqlite3_errmsg(handle))
    }

    init(_ message: String) {
        code = SQLITE_ERROR
        self.message = message
    }

    /// SQLITE_MISMATCH with the text of `UnknownCode`.
    init(_ unknown: UnknownCode) {
        code = SQLITE_MISMATCH
        message = "\(unknown)"
    }

    var description: String { "SQLite \(code): \(message)" }
}

/// A value to bind.
enum SQLValue {
    case null
    case int(Int64)
    case text(String)
    case blob([UInt8])
}

extension SQLValue {
    init(_ value: String?) { self = value.map { .text($0) } ?? .null }
    init(_ value: Int64?) { self = value.map { .int($0) } ?? .null }
    init(_ value: Int?) { self = value.map { .int(Int64($0)) } ?? .null }
    init(_ value: Bool) { self = .int(value ? 1 : 0) }
}

/// One prepared statement.
final class Statement {
    private let handle: OpaquePointer?
    private let connection: OpaquePointer
    /// Keeps the query alive: its address is the statement's key in the cache, and no other query
    /// may get it.
    private let query: AnyObject?

    fileprivate init(
        _ text: UnsafePointer<CChar>?, _ length: Int32, of query: AnyObject?,
        _ connection: OpaquePointer
    ) throws(SQLiteError) {
        var handle: OpaquePointer?
        let flags = UInt32(SQLITE_PREPARE_PERSISTENT)
        guard
            sqlite3_prepare_v3(connection, text, length, flags, &handle, nil) == SQLITE_OK
        else { throw SQLiteError(connection) }
        self.query = query
        self.handle = handle
        self.connection = connection
    }

    deinit { sqlite3_finalize(handle) }

    fileprivate func reset() {
        sqlite3_reset(handle)
    }

    func bind(_ values: [SQLValue]) throws(SQLiteError) {
        // SQLITE_TRANSIENT: SQLite copies the bytes, so the array need not outlive the call.
        let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        for (index, value) in values.enumerated() {
            let place = Int32(index + 1)
            let code =
                switch value {
                case .null: sqlite3_bind_null(handle, place)
                case .int(let number): sqlite3_bind_int64(handle, place, number)
                case .text(var text):
                    text.withUTF8 { bytes in
                        bytes.withMemoryRebound(to: CChar.self) {
                            sqlite3_bind_text(
                                handle, place, $0.baseAddress ?? emptyText, Int32($0.count), copied)
                        }
                    }
                case .blob(let bytes):
                    bytes.isEmpty
                        ? sqlite3_bind_zeroblob(handle, place, 0)
                        : sqlite3_bind_blob(handle, place, bytes, Int32(bytes.count), copied)
                }
            guard code == SQLITE_OK else { throw SQLiteError(connection) }
        }
    }

    /// Steps to the next row; false when there is none.
    func step() throws(SQLiteError) -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE:
            // A finished read must not keep its snapshot, which would stop checkpoints.
            reset()
            return false
        default:
            let error = SQLiteError(connection)
            reset()
            throw error
        }
    }

    /// Ends a read before its last row.
    func done() { reset() }

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }
    func int(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }
    func intOrNil(_ column: Int32) -> Int64? { isNull(column) ? nil : int(column) }
    func truth(_ column: Int32) -> Bool { int(column) != 0 }
    func text(_ column: Int32) -> String { textOrNil(column) ?? "" }

    func textOrNil(_ column: Int32) -> String? {
        guard let bytes = sqlite3_column_text(handle, column) else { return nil }
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    func blob(_ column: Int32) -> [UInt8] { withBlob(column) { [UInt8]($0) } }

    /// - Parameter body: its bytes are valid until it returns.
    func withBlob<Value>(_ column: Int32, _ body: (UnsafeRawBufferPointer) -> Value) -> Value {
        // The value first: asking for it may move its bytes.
        let bytes = sqlite3_column_blob(handle, column)
        let count = bytes == nil ? 0 : Int(sqlite3_column_bytes(handle, column))
        return body(UnsafeRawBufferPointer(start: bytes, count: count))
    }
}

/// `sqlite3_bind_text` takes a null pointer for NULL, so an empty text needs an address.
private nonisolated(unsafe) let emptyText: UnsafePointer<CChar> = {
    let bytes = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
    bytes.initialize(to: 0)
    return UnsafePointer(bytes)
}()
