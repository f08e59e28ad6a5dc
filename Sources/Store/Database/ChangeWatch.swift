import CSQLite
import CallRules

/// Records which of the watched rows (`WatchedRows`) the writer changes, and which records (`RecordedRows`).
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
        /// A line is new, or has another name or settings.
        static let lines = Kinds(rawValue: 16)
        /// A lead, or its numbers.
        static let leads = Kinds(rawValue: 32)
    }

    private let rules: [Rule]
    private let recorded: [RecordedRule]
    private var changes = Changes()
    /// What the piece of work that runs has changed of records.
    let records: RecordNotes
    /// While the event log itself writes.
    var isPaused = false

    /// Installs the hook. Must come before the connection prepares its first DELETE, and the object must
    /// live as long as the connection is open.
    init(_ connection: Connection) throws(SQLiteError) {
        var rules: [Rule] = []
        for watched in WatchedRows.all { rules.append(try Rule(watched, connection)) }
        self.rules = rules
        records = RecordNotes(connection)
        var recorded: [RecordedRule] = []
        for rows in RecordedRows.all { recorded.append(try RecordedRule(rows, connection)) }
        self.recorded = recorded
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
        if isPaused { return }
        for rule in recorded where rule.table.isNamed(table) {
            rule.note(ChangedRow(connection: connection, operation: operation), in: records)
        }
        // The name first: its first letter rules nearly every rule out, without hashing.
        for rule in rules where rule.table.isNamed(table) && rule.operations.contains(operation) {
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
    let table: WatchedTable
    let operations: Set<Int32>
    let columns: [Int32]?
    let kinds: ChangeWatch.Kinds
    let employee: Int32?

    init(_ watched: WatchedRows, _ connection: Connection) throws(SQLiteError) {
        table = try WatchedTable(watched.table, connection)
        operations = watched.operations
        columns = try table.numbers(watched.columns)
        kinds = watched.kinds
        employee = try watched.employee.map(table.number)
    }
}
