import CallRules
import GRDB

/// What rows of a file did, or would do.
package struct ImportTally: Hashable, Sendable {
    package var added = 0
    package var changed = 0
    /// Rows that say what is stored already.
    package var same = 0
    /// Rows that were left out.
    package var refused = 0
    /// Why, the first line first; a row may have several.
    package var validationMessages: [ImportRowError] = []

    package init() {}

    /// Rows that were looked at.
    package var rows: Int { added + changed + same + refused }

    /// What a row does.
    enum Effect {
        case added, changed, same
    }

    /// Writes rows in their order: the one place where an import changes anything. A rehearsal runs it on
    /// a copy of the tables, and so cannot come to another result.
    ///
    /// - Parameter isTimeUp: asked before each row but the first; the rows from there on are left.
    static func writing(
        _ rows: [ImportRow], _ kind: ImportKind, at now: Instant, _ db: Database,
        isTimeUp: () -> Bool = { false }
    ) throws -> ImportTally {
        let directory = try ImportDirectory(db)
        var tally = ImportTally()
        for row in rows {
            if tally.rows > 0, isTimeUp() { break }
            do {
                switch try effect(row, kind, directory, at: now, db) {
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

    private static func effect(
        _ row: ImportRow, _ kind: ImportKind, _ directory: ImportDirectory, at now: Instant,
        _ db: Database
    ) throws -> Effect {
        if let failure = row.failure { throw Refusal.invalid([failure]) }
        return switch kind {
        case .clients: try ImportedClient.write(row, directory, at: now, db)
        case .leads: try ImportedLead.write(row, directory, at: now, db)
        }
    }
}
