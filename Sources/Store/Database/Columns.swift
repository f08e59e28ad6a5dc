import CallRules
import GRDBSQLite

/// The columns of a table or of a query, each named once.
///
/// A case is named like its column, in camel case: `dialSeen` is `dial_seen`. For a query of several
/// tables, `sqlName` maps each case to its expression. Raw values are not written out: the compiler
/// numbers the cases, so that a raw value is the position in `list`. It is the index of the column to
/// read and, plus one, of the parameter to bind. A case may be inserted anywhere.
protocol TableColumn: RawRepresentable<Int32>, CaseIterable, Hashable, Sendable
where AllCases == [Self] {
    /// The name in SQL.
    var sqlName: String { get }
}

extension TableColumn {
    var sqlName: String {
        var name = ""
        for character in "\(self)" {
            if character.isUppercase { name += "_" }
            name += character.lowercased()
        }
        return name
    }

    /// The parameter that stands for its value, `?7`.
    var parameter: String { "?\(rawValue + 1)" }

    /// All names, for SELECT and INSERT.
    static var list: String { allCases.map(\.sqlName).joined(separator: ", ") }

    /// All parameters, for VALUES.
    static var parameters: String { allCases.map(\.parameter).joined(separator: ", ") }

    /// `name = ?7, …`, for UPDATE.
    static func assignments(_ columns: [Self]) -> String {
        columns.map { "\($0.sqlName) = \($0.parameter)" }.joined(separator: ", ")
    }
}

/// A statement whose text is built from column names. As a `static let` its text is built once, and each
/// connection prepares it once.
final class Query<Column: TableColumn>: Sendable {
    let sql: String

    init(_ sql: String) {
        self.sql = sql
    }
}

/// The values of a row to write, by column; NULL where none was set.
struct ColumnValues<Column: TableColumn> {
    private(set) var values = [SQLValue](repeating: .null, count: Column.allCases.count)

    subscript(column: Column) -> SQLValue {
        get { values[Int(column.rawValue)] }
        set { values[Int(column.rawValue)] = newValue }
    }
}

/// The rows of a query, read by column.
struct ColumnReader<Column: TableColumn> {
    fileprivate let statement: Statement

    /// Steps to the next row; false when there is none.
    func step() throws(SQLiteError) -> Bool { try statement.step() }
    /// Ends a read before its last row.
    func done() { statement.done() }

    func isNull(_ column: Column) -> Bool { statement.isNull(column.rawValue) }
    func int(_ column: Column) -> Int64 { statement.int(column.rawValue) }
    func intOrNil(_ column: Column) -> Int64? { statement.intOrNil(column.rawValue) }
    func truth(_ column: Column) -> Bool { statement.truth(column.rawValue) }
    func text(_ column: Column) -> String { statement.text(column.rawValue) }
    func textOrNil(_ column: Column) -> String? { statement.textOrNil(column.rawValue) }
    func instant(_ column: Column) -> Instant? { statement.instant(column.rawValue) }

    func id<ID: RowID>(_ column: Column, _ type: ID.Type = ID.self) -> ID {
        ID(statement.int(column.rawValue))
    }

    func idOrNil<ID: RowID>(_ column: Column, _ type: ID.Type = ID.self) -> ID? {
        statement.intOrNil(column.rawValue).map(ID.init)
    }

    /// The code in a column; nil when the column is NULL.
    ///
    /// - Throws: SQLITE_MISMATCH with the text of `UnknownCode`.
    func codeIfPresent<Code: RawRepresentable<String>>(
        _ column: Column, _ type: Code.Type = Code.self
    ) throws(SQLiteError) -> Code? {
        guard let stored = textOrNil(column) else { return nil }
        guard let code = Code(rawValue: stored) else {
            return try statement.codeIfPresent(column.rawValue, column.sqlName, type)
        }
        return code
    }

    /// The code in a column of integers; nil when the column is NULL. Throws as above.
    func codeIfPresent<Code: RawRepresentable<Int>>(
        _ column: Column, _ type: Code.Type = Code.self
    ) throws(SQLiteError) -> Code? {
        guard let stored = intOrNil(column) else { return nil }
        guard let code = Code(rawValue: Int(stored)) else {
            return try statement.codeIfPresent(column.rawValue, column.sqlName, type)
        }
        return code
    }

    /// The direction in a column of words; nil when the column is NULL. Throws as `codeIfPresent`.
    func direction(_ column: Column) throws(SQLiteError) -> LegDirection? {
        guard let stored = textOrNil(column) else { return nil }
        guard let direction = LegDirection(name: stored) else {
            return try statement.direction(column.rawValue, column.sqlName)
        }
        return direction
    }
}

extension Connection {
    /// A query with its values bound, ready to step.
    func rows<Column>(
        _ query: Query<Column>, _ values: SQLValue...
    ) throws(SQLiteError) -> ColumnReader<Column> {
        try rows(query, values)
    }

    func rows<Column>(
        _ query: Query<Column>, _ values: [SQLValue]
    ) throws(SQLiteError) -> ColumnReader<Column> {
        let statement = try self(query)
        try statement.bind(values)
        return ColumnReader(statement: statement)
    }

    /// Runs a statement that returns no rows.
    func run<Column>(
        _ query: Query<Column>, _ values: ColumnValues<Column>
    ) throws(SQLiteError) {
        let statement = try self(query)
        try statement.bind(values.values)
        defer { statement.done() }
        while try statement.step() {}
    }
}

extension SQLValue {
    init(_ value: Instant?) { self = value.map { .int($0.milliseconds) } ?? .null }
    init<ID: RowID>(_ value: ID?) { self = value.map { .int($0.value) } ?? .null }
    init<Code: RawRepresentable<String>>(_ value: Code?) { self.init(value?.rawValue) }
    init<Code: RawRepresentable<Int>>(_ value: Code?) { self.init(value?.rawValue) }
}

extension Statement {
    func instant(_ column: Int32) -> Instant? { intOrNil(column).map(Instant.init(milliseconds:)) }
}
