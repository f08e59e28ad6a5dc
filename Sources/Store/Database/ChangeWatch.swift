import CSQLite
import CallRules

/// Records which of the watched rows (`WatchedRows`) the writer changes.
///
/// SQLite calls the hook before it writes a row (sqlite.org/c3ref/preupdate_blobwrite.html), for every
/// statement and every cascade of a foreign key, so no code has to mark its changes. TEMP triggers were
/// measured and are slower: with a trigger SQLite keeps a statement journal, which costs 10 µs more for
/// each webhook event.
///
/// Not thread-safe: the thread that uses the connection is its only user.
final class ChangeWatch {
    /// The changes of a transaction; those of an undone savepoint are included.
    struct Changes {
        var kinds: Kinds = []
        /// The employees with a changed notice.
        var employees: Set<Employee.ID> = []
    }

    struct Kinds: OptionSet {
        let rawValue: Int
        /// A call, a notice of a call, or who has dismissed its live card.
        static let calls = Kinds(rawValue: 1)
        /// A missed case, or who is to call back.
        static let cases = Kinds(rawValue: 2)
        /// A session may have ended, or its employee was changed.
        static let sessions = Kinds(rawValue: 4)
        /// A notice or a delivery is new, or its due time has changed.
        static let courierWork = Kinds(rawValue: 8)
    }

    private let rules: [Rule]
    private var changes = Changes()

    /// Installs the hook. Must come before the connection prepares its first DELETE, and the object must
    /// live as long as the connection is open.
    init(_ connection: Connection) throws(SQLiteError) {
        var rules: [Rule] = []
        for watched in WatchedRows.all { rules.append(try Rule(watched, connection)) }
        self.rules = rules
        sqlite3_preupdate_hook(
            connection.handle,
            { own, connection, operation, database, table, _, _ in
                guard let own, let connection, let table, database?.pointee == main else { return }
                Unmanaged<ChangeWatch>.fromOpaque(own).takeUnretainedValue()
                    .willWrite(operation, table, connection)
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    /// The changes since the last call.
    func take() -> Changes {
        defer { changes = Changes() }
        return changes
    }

    private func willWrite(
        _ operation: Int32, _ table: UnsafePointer<CChar>, _ connection: OpaquePointer
    ) {
        // The name first: its first letter rules nearly every rule out, without hashing.
        for rule in rules where rule.isOf(table) && rule.operations.contains(operation) {
            let isNoted = rule.employee == nil && changes.kinds.isSuperset(of: rule.kinds)
            if isNoted { continue }
            let row = ChangedRow(connection: connection, operation: operation)
            guard operation != SQLITE_UPDATE || rule.columns?.contains(where: row.differs) ?? true
            else { continue }
            changes.kinds.formUnion(rule.kinds)
            if let employee = rule.employee {
                changes.employees.formUnion(row.values(employee).map { Employee.ID($0) })
            }
        }
    }
}

/// The first letter of `main`: the hook is called for temporary tables, too.
private let main = CChar(UInt8(ascii: "m"))

/// `WatchedRows` with the numbers of its columns.
private struct Rule {
    let table: [CChar]
    let operations: Set<Int32>
    let columns: [Int32]?
    let kinds: ChangeWatch.Kinds
    let employee: Int32?

    init(_ watched: WatchedRows, _ connection: Connection) throws(SQLiteError) {
        let row = try connection.rows(
            "SELECT name, cid FROM pragma_table_info(?1)", .text(watched.table))
        var numbers: [String: Int32] = [:]
        while try row.step() { numbers[row.text(0)] = Int32(row.int(1)) }
        func number(_ column: String) throws(SQLiteError) -> Int32 {
            guard let number = numbers[column] else {
                throw SQLiteError("there is no column \(watched.table).\(column) to watch")
            }
            return number
        }
        table = Array(watched.table.utf8CString)
        operations = watched.operations
        var columns: [Int32] = []
        for column in watched.columns ?? [] { columns.append(try number(column)) }
        self.columns = watched.columns == nil ? nil : columns
        kinds = watched.kinds
        employee = try watched.employee.map(number)
    }

    func isOf(_ name: UnsafePointer<CChar>) -> Bool {
        table.withUnsafeBufferPointer { own in
            var place = 0
            while own[place] == name[place] {
                if own[place] == 0 { return true }
                place += 1
            }
            return false
        }
    }
}

/// The row that is about to be written.
private struct ChangedRow {
    let connection: OpaquePointer
    let operation: Int32

    /// Whether an UPDATE changes a column.
    func differs(_ column: Int32) -> Bool {
        guard let old = old(column), let new = new(column) else { return true }
        let type = sqlite3_value_type(old)
        guard type == sqlite3_value_type(new) else { return true }
        switch type {
        case SQLITE_NULL: return false
        case SQLITE_INTEGER: return sqlite3_value_int64(old) != sqlite3_value_int64(new)
        default: return !bytes(old).elementsEqual(bytes(new))
        }
    }

    /// The integers of a column before and after.
    func values(_ column: Int32) -> [Int64] {
        [
            operation == SQLITE_INSERT ? nil : old(column),
            operation == SQLITE_DELETE ? nil : new(column),
        ].compactMap { $0.map(sqlite3_value_int64) }
    }

    private func old(_ column: Int32) -> OpaquePointer? {
        var value: OpaquePointer?
        return sqlite3_preupdate_old(connection, column, &value) == SQLITE_OK ? value : nil
    }

    private func new(_ column: Int32) -> OpaquePointer? {
        var value: OpaquePointer?
        return sqlite3_preupdate_new(connection, column, &value) == SQLITE_OK ? value : nil
    }

    private func bytes(_ value: OpaquePointer) -> UnsafeRawBufferPointer {
        let start = sqlite3_value_blob(value)
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_value_bytes(value)))
    }
}
