import CallRules
import GRDB

// The one conversion between values and columns: an `Instant` is stored as milliseconds, an id as an
// integer, an enum as its raw value.

extension Instant: DatabaseValueConvertible {
    package var databaseValue: DatabaseValue { milliseconds.databaseValue }

    package static func fromDatabaseValue(_ value: DatabaseValue) -> Instant? {
        Int64.fromDatabaseValue(value).map(Instant.init(milliseconds:))
    }
}

extension RowID {
    package var databaseValue: DatabaseValue { value.databaseValue }

    package static func fromDatabaseValue(_ value: DatabaseValue) -> Self? {
        Int64.fromDatabaseValue(value).map(Self.init)
    }
}

extension APITokenRow.ID: DatabaseValueConvertible {}
extension Employee.ID: DatabaseValueConvertible {}
extension Line.ID: DatabaseValueConvertible {}
extension Client.ID: DatabaseValueConvertible {}
extension Lead.ID: DatabaseValueConvertible {}
extension LeadStatus.ID: DatabaseValueConvertible {}
extension LeadSource.ID: DatabaseValueConvertible {}
extension CallCategory.ID: DatabaseValueConvertible {}
extension IgnoredNumber.ID: DatabaseValueConvertible {}
extension Call.ID: DatabaseValueConvertible {}
extension MissedCase.ID: DatabaseValueConvertible {}
extension CaseClosing.ID: DatabaseValueConvertible {}
extension CallAttachment.ID: DatabaseValueConvertible {}
extension SyncRun.ID: DatabaseValueConvertible {}
extension Dialling.ID: DatabaseValueConvertible {}
extension Erasure.ID: DatabaseValueConvertible {}
extension ImportJob.ID: DatabaseValueConvertible {}
extension Inquiry.ID: DatabaseValueConvertible {}
extension ReconciliationRun.ID: DatabaseValueConvertible {}

/// A column holds a code this version of the program does not know: a newer version wrote it, or
/// somebody edited the file. It is never read as some other code.
package struct UnknownCode: Error, Hashable, Sendable, CustomStringConvertible {
    /// `table.column`, or the column alone where a query has many tables.
    package let column: String
    /// The stored value; nil: NULL in a column that always has a value.
    package let value: String?
    /// The Swift type that lacks the code.
    package let type: String

    package var description: String {
        "column \(column) holds \(value.map { "\"\($0)\"" } ?? "NULL"), which is no \(type) "
            + "this version knows; open the database with the version that wrote it"
    }
}

extension Row {
    /// The code in a column that always has one.
    func code<Code: RawRepresentable>(
        _ column: String, _ type: Code.Type = Code.self
    ) throws(UnknownCode) -> Code where Code.RawValue: DatabaseValueConvertible {
        guard let code = try codeIfPresent(column, type) else {
            throw UnknownCode(column: column, value: nil, type: "\(type)")
        }
        return code
    }

    /// The code in a column; nil when the column is NULL.
    func codeIfPresent<Code: RawRepresentable>(
        _ column: String, _ type: Code.Type = Code.self
    ) throws(UnknownCode) -> Code? where Code.RawValue: DatabaseValueConvertible {
        let stored: DatabaseValue = self[column]
        if stored.isNull { return nil }
        guard let code = Code.RawValue.fromDatabaseValue(stored).flatMap(Code.init(rawValue:))
        else {
            throw UnknownCode(
                column: column, value: stored.storage.value.map { "\($0)" }, type: "\(type)")
        }
        return code
    }
}

extension Statement {
    /// The code in a column that always has one.
    ///
    /// - Parameter name: of the column, for the error.
    /// - Throws: SQLITE_MISMATCH with the text of `UnknownCode`.
    func code<Code: RawRepresentable<String>>(
        _ column: Int32, _ name: String, _ type: Code.Type = Code.self
    ) throws(SQLiteError) -> Code {
        guard let code = try codeIfPresent(column, name, type) else {
            throw unknown(name, nil, "\(type)")
        }
        return code
    }

    /// The code in a column; nil when the column is NULL. Throws as `code` does.
    func codeIfPresent<Code: RawRepresentable<String>>(
        _ column: Int32, _ name: String, _ type: Code.Type = Code.self
    ) throws(SQLiteError) -> Code? {
        guard let stored = textOrNil(column) else { return nil }
        guard let code = Code(rawValue: stored) else {
            throw unknown(name, stored, "\(type)")
        }
        return code
    }

    /// The code in a column of integers; nil when the column is NULL. Throws as `code` does.
    func codeIfPresent<Code: RawRepresentable<Int>>(
        _ column: Int32, _ name: String, _ type: Code.Type = Code.self
    ) throws(SQLiteError) -> Code? {
        guard let stored = intOrNil(column) else { return nil }
        guard let code = Int(exactly: stored).flatMap(Code.init(rawValue:)) else {
            throw unknown(name, "\(stored)", "\(type)")
        }
        return code
    }

    /// The error for an unknown code; ends the read, so that it keeps no snapshot.
    private func unknown(_ column: String, _ value: String?, _ type: String) -> SQLiteError {
        done()
        return SQLiteError(UnknownCode(column: column, value: value, type: type))
    }
}

// The direction of a call is a word in `call` and Phonet's number in `leg`.

extension Row {
    /// The direction in a column of words; nil when the column is NULL.
    func direction(_ column: String) throws(UnknownCode) -> LegDirection? {
        guard let name: String = self[column] else { return nil }
        guard let direction = LegDirection(name: name) else {
            throw UnknownCode(column: column, value: name, type: "LegDirection")
        }
        return direction
    }
}

extension Statement {
    /// The direction in a column of words; nil when the column is NULL. Throws as `code` does.
    func direction(_ column: Int32, _ columnName: String) throws(SQLiteError) -> LegDirection? {
        guard let name = textOrNil(column) else { return nil }
        guard let direction = LegDirection(name: name) else {
            throw unknown(columnName, name, "LegDirection")
        }
        return direction
    }
}
