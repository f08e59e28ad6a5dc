import CallRules
import GRDB

/// Counts and validation messages of processed rows.
package struct ImportTally: Hashable, Sendable {
    /// Rows that add a contact.
    package var added = 0
    /// Rows that change a contact.
    package var changed = 0
    /// Rows that change nothing.
    package var same = 0
    /// Rows that were skipped.
    package var refused = 0
    /// Validation messages by line; a row may have several.
    package var validationMessages: [ImportRowError] = []

    package init() {}

    /// Rows processed.
    package var rows: Int { added + changed + same + refused }

    package static func + (one: ImportTally, other: ImportTally) -> ImportTally {
        var sum = one
        sum.added += other.added
        sum.changed += other.changed
        sum.same += other.same
        sum.refused += other.refused
        sum.validationMessages += other.validationMessages
        return sum
    }

    /// Effect of one row.
    enum Effect {
        case added, changed, same
    }

    /// Writes rows in their order. Only this function writes imported rows. A rehearsal runs the
    /// same code on a copy of the tables.
    ///
    /// - Parameter isTimeUp: called before each row but the first; true leaves the remaining rows
    ///   unprocessed.
    static func writing(
        _ rows: [ImportRow], _ writing: ImportWriting, isTimeUp: () -> Bool = { false }
    ) throws -> ImportTally {
        var tally = ImportTally()
        for row in rows {
            if tally.rows > 0, isTimeUp() { break }
            do {
                switch try effect(row, writing) {
                case .added: tally.added += 1
                case .changed: tally.changed += 1
                case .same: tally.same += 1
                }
            } catch Refusal.invalid(let problems), Refusal.conflict(let problems) {
                tally.refused += 1
                tally.validationMessages += problems.map {
                    ImportRowError(line: row.line, problem: $0)
                }
            }
        }
        return tally
    }

    /// Judges rows up to the first that changes something; writes nothing.
    static func unchanged(_ rows: [ImportRow], _ writing: ImportWriting) -> ImportTally {
        var tally = ImportTally()
        for row in rows {
            guard (try? isSame(row, writing)) == true else { break }
            tally.same += 1
        }
        return tally
    }

    private static func isSame(_ row: ImportRow, _ writing: ImportWriting) throws -> Bool {
        if row.failure != nil { return false }
        switch writing.kind {
        case .clients:
            if case .same = try ImportedClient.change(row, writing) { return true }
        case .leads: if case .same = try ImportedLead.change(row, writing) { return true }
        }
        return false
    }

    private static func effect(_ row: ImportRow, _ writing: ImportWriting) throws -> Effect {
        if let failure = row.failure { throw Refusal.invalid([failure]) }
        return switch writing.kind {
        case .clients: try ImportedClient.write(row, writing)
        case .leads: try ImportedLead.write(row, writing)
        }
    }
}
