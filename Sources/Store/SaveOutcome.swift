import CallRules
import GRDB

/// What is wrong with one field of what somebody asked to save.
package struct FieldProblem: Hashable, Sendable {
    /// The field's name in the JSON API.
    package let field: String
    /// For a person; goes on from the field's name or stands under the field.
    package let message: LocalizedText

    package init(_ field: String, _ message: LocalizedText) {
        self.field = field
        self.message = message
    }
}

/// What came of a save; errors of the database are thrown, everything else is here.
package enum SaveOutcome<Row: Sendable>: Sendable {
    /// Committed; the row as it is now.
    case saved(Row)
    /// The values cannot be accepted.
    case invalid([FieldProblem])
    /// Another row has the same unique value, or the old value is still needed.
    case conflict([FieldProblem])
    /// There is no such row.
    case missing
    /// Somebody saved in between.
    case stale(currentVersion: Int64)
}

/// What came of a deletion.
package enum DeleteOutcome: Hashable, Sendable {
    case deleted
    /// There was no such row.
    case missing
    /// Something still uses it; each problem names one place.
    case inUse([FieldProblem])
}

/// Thrown inside a transaction to undo it and report an expected outcome.
enum Refusal: Error {
    case invalid([FieldProblem])
    case conflict([FieldProblem])
    case missing
    case stale(currentVersion: Int64)
}

extension Instant {
    /// Refuses to save over what somebody else saved at this moment.
    ///
    /// - Parameter seen: when what the person saw was saved; nil: they save over whatever is there.
    func expect(_ seen: Instant?) throws {
        if let seen, seen != self { throw Refusal.stale(currentVersion: milliseconds) }
    }
}

/// What the audit keeps of a deletion.
struct DeletionEntry {
    let action: AuditAction
    /// As `employee/3`.
    let subject: String
    let author: Author
    let at: Instant
}

extension Store {
    /// A write that may be refused: one transaction, undone on refusal.
    func save<Row: Sendable>(
        _ work: @escaping (Database) throws -> Row
    ) throws(StoreError) -> SaveOutcome<Row> {
        try saveTransaction { try work($0.db) }
    }

    /// The same, for work that shares code with the webhook path.
    func saveTransaction<Row: Sendable>(
        _ work: @escaping (Writer.Transaction) throws -> Row
    ) throws(StoreError) -> SaveOutcome<Row> {
        do {
            return .saved(try writer.perform(work))
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

    /// A deletion: `places` tells who still uses the row, and the deletion happens only if nobody.
    /// With an `entry` it leaves a line in the audit.
    func delete(
        from table: String, id: Int64, entry: DeletionEntry? = nil,
        unlessUsed places: @escaping (Database) throws -> [FieldProblem]
    ) throws(StoreError) -> DeleteOutcome {
        let outcome = try save { db in
            guard
                try Bool.fetchOne(
                    db, sql: "SELECT EXISTS (SELECT 1 FROM \(table) WHERE id = ?)", arguments: [id]
                ) == true
            else { throw Refusal.missing }
            let used = try places(db)
            guard used.isEmpty else { throw Refusal.conflict(used) }
            try db.execute(sql: "DELETE FROM \(table) WHERE id = ?", arguments: [id])
            if let entry {
                try AuditTable.insert(
                    entry.action, by: entry.author, to: entry.subject, at: entry.at, db)
            }
        }
        return switch outcome {
        case .saved: .deleted
        case .conflict(let places), .invalid(let places): .inUse(places)
        case .missing, .stale: .missing
        }
    }
}
