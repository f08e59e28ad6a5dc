import CallRules
import GRDB

/// The validation message of one field.
package struct FieldProblem: Hashable, Sendable {
    /// The field's name in the JSON API.
    package let field: String
    /// Text for a person; shown after the field's name or below the field.
    package let message: LocalizedText
    /// The id of the record that has the value already; nil: no record stands in the way.
    package let holder: Int64?

    package init(_ field: String, _ message: LocalizedText, holder: Int64? = nil) {
        self.field = field
        self.message = message
        self.holder = holder
    }
}

/// Result of a save. Errors of the database are thrown.
package enum SaveOutcome<Row: Sendable>: Sendable {
    /// Committed; the row as it is now.
    case saved(Row)
    /// The values cannot be accepted.
    case invalid([FieldProblem])
    /// Another row has the same unique value, or another row still uses the old value.
    case conflict([FieldProblem])
    /// There is no such row.
    case missing
    /// Another save happened since the caller read the row.
    case stale(currentVersion: Int64)
}

/// A record that was put at its id in the CRM.
package struct PutRecord<Row: Sendable>: Sendable {
    package let row: Row
    /// True: there was none, and it was added.
    package let isNew: Bool
}

/// Result of a deletion.
package enum DeleteOutcome: Hashable, Sendable {
    case deleted
    /// There was no such row.
    case missing
    /// Other rows still use it; each problem names one place.
    case inUse([FieldProblem])
    /// It has another version than the request expected.
    case stale(currentVersion: Int64)
}

/// Thrown inside a transaction: undoes it. `save` returns the matching `SaveOutcome`.
enum Refusal: Error {
    case invalid([FieldProblem])
    case conflict([FieldProblem])
    case missing
    case stale(currentVersion: Int64)
}

extension Instant {
    /// Refuses to overwrite a newer save.
    ///
    /// - Parameter seen: `updatedAt` of the row as the person saw it; nil: no check.
    func expect(_ seen: Instant?) throws {
        if let seen, seen != self { throw Refusal.stale(currentVersion: milliseconds) }
    }
}

/// The audit line of a deletion.
struct DeletionEntry {
    let action: AuditAction
    /// The audit subject, as `employee/3`.
    let subject: String
    let author: Author
    let at: Instant
}

extension Store {
    /// A write that may be refused: one transaction, undone on refusal.
    func save<Row: Sendable>(
        _ cause: Cause, _ work: @escaping (Database) throws -> Row
    ) throws(StoreError) -> SaveOutcome<Row> {
        try saveTransaction(cause) { try work($0.db) }
    }

    /// Like `save`, for work that needs the writer's `Connection`, too.
    func saveTransaction<Row: Sendable>(
        _ cause: Cause, _ work: @escaping (Writer.Transaction) throws -> Row
    ) throws(StoreError) -> SaveOutcome<Row> {
        try saveTransaction(cause, work) { row, _ in row }
    }

    /// A write whose result is read when the events are appended: a record has its new version.
    func saveTransaction<Key, Row: Sendable>(
        _ cause: Cause, _ work: @escaping (Writer.Transaction) throws -> Key,
        reading read: @escaping (Key, Database) throws -> Row
    ) throws(StoreError) -> SaveOutcome<Row> {
        do {
            return .saved(try writer.perform(cause, work) { try read($0, $1.db) })
        } catch let error as StoreError {
            throw error
        } catch let refusal as Refusal {
            switch refusal {
            case .invalid(let problems): return .invalid(problems)
            case .conflict(let problems): return .conflict(problems)
            case .missing: return .missing
            case .stale(let version): return .stale(currentVersion: version)
            }
        } catch {
            throw StoreError(error)
        }
    }

    /// Deletes a row when nothing uses it.
    ///
    /// - Parameters:
    ///   - entry: the audit line.
    ///   - condition: of the row.
    ///   - places: the places that still use the row.
    func delete(
        from table: String, id: Int64, if condition: Precondition, entry: DeletionEntry,
        unlessUsed places: @escaping (Database) throws -> [FieldProblem]
    ) throws(StoreError) -> DeleteOutcome {
        let outcome = try save(.by(entry.author, at: entry.at)) { db in
            let version = try Int64.fetchOne(
                db, sql: "SELECT version FROM \(table) WHERE id = ?", arguments: [id])
            guard let version else { throw Refusal.missing }
            try condition.check(version)
            let used = try places(db)
            guard used.isEmpty else { throw Refusal.conflict(used) }
            try db.execute(sql: "DELETE FROM \(table) WHERE id = ?", arguments: [id])
            try AuditTable.insert(
                entry.action, by: entry.author, to: entry.subject, at: entry.at, db)
        }
        return switch outcome {
        case .saved: .deleted
        case .conflict(let places), .invalid(let places): .inUse(places)
        case .stale(let version): .stale(currentVersion: version)
        case .missing: .missing
        }
    }
}
