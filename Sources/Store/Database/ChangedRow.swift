import CSQLite

/// A table whose rows are watched: its name as SQLite passes it to the hook, and its columns by number.
struct WatchedTable {
    private let name: [CChar]
    private let numbers: [String: Int32]

    init(_ name: String, _ connection: Connection) throws(SQLiteError) {
        let row = try connection.rows("SELECT name, cid FROM pragma_table_info(?1)", .text(name))
        var numbers: [String: Int32] = [:]
        while try row.step() { numbers[row.text(0)] = Int32(row.int(1)) }
        self.numbers = numbers
        self.name = Array(name.utf8CString)
    }

    func number(_ column: String) throws(SQLiteError) -> Int32 {
        guard let number = numbers[column] else {
            let table = name.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } }
            throw SQLiteError("there is no column \(table ?? "").\(column) to watch")
        }
        return number
    }

    /// Nil for nil.
    func numbers(_ columns: [String]?) throws(SQLiteError) -> [Int32]? {
        guard let columns else { return nil }
        var found: [Int32] = []
        for column in columns { found.append(try number(column)) }
        return found
    }

    /// Every column.
    var all: [Int32] { numbers.values.sorted() }

    func isNamed(_ other: UnsafePointer<CChar>) -> Bool {
        name.withUnsafeBufferPointer { own in
            var place = 0
            while own[place] == other[place] {
                if own[place] == 0 { return true }
                place += 1
            }
            return false
        }
    }
}

/// The row that is about to be written; valid only inside the hook.
struct ChangedRow {
    let connection: OpaquePointer
    /// `SQLITE_INSERT`, `SQLITE_UPDATE` or `SQLITE_DELETE`.
    let operation: Int32

    /// Whether an UPDATE changes a column.
    func differs(_ column: Int32) -> Bool {
        guard let old = oldValue(column), let new = newValue(column) else { return true }
        let type = sqlite3_value_type(old)
        guard type == sqlite3_value_type(new) else { return true }
        switch type {
        case SQLITE_NULL: return false
        case SQLITE_INTEGER: return sqlite3_value_int64(old) != sqlite3_value_int64(new)
        default: return !bytes(old).elementsEqual(bytes(new))
        }
    }

    /// The integers of a column before and after.
    func values(_ column: Int32) -> [Int64] { [old(column), new(column)].compactMap(\.self) }

    /// The integer of a column before; nil: the row is new, or the column was null.
    func old(_ column: Int32) -> Int64? { oldValue(column).flatMap(integer) }

    /// The integer of a column after; nil: the row goes, or the column is null.
    func new(_ column: Int32) -> Int64? { newValue(column).flatMap(integer) }

    /// The text of a column before; nil: the row is new, or the column was null.
    func oldText(_ column: Int32) -> String? { oldValue(column).flatMap(text) }

    /// The text of a column after; nil: the row goes, or the column is null.
    func newText(_ column: Int32) -> String? { newValue(column).flatMap(text) }

    private func oldValue(_ column: Int32) -> OpaquePointer? {
        guard operation != SQLITE_INSERT else { return nil }
        var value: OpaquePointer?
        return sqlite3_preupdate_old(connection, column, &value) == SQLITE_OK ? value : nil
    }

    private func newValue(_ column: Int32) -> OpaquePointer? {
        guard operation != SQLITE_DELETE else { return nil }
        var value: OpaquePointer?
        return sqlite3_preupdate_new(connection, column, &value) == SQLITE_OK ? value : nil
    }

    private func integer(_ value: OpaquePointer) -> Int64? {
        sqlite3_value_type(value) == SQLITE_NULL ? nil : sqlite3_value_int64(value)
    }

    private func text(_ value: OpaquePointer) -> String? {
        sqlite3_value_type(value) == SQLITE_NULL
            ? nil : String(decoding: bytes(value), as: UTF8.self)
    }

    private func bytes(_ value: OpaquePointer) -> UnsafeRawBufferPointer {
        let start = sqlite3_value_blob(value)
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_value_bytes(value)))
    }
}
