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

    /// Effect of one row.
    enum Effect {
        case added, changed, same
    }

    /// Writes rows in their order. Only this function writes imported rows. A rehearsal runs the
    /// same code on a copy of the tables.
    ///
    /// - Parameters:
    ///   - job: the import, whose numbers older calls follow; nil: a rehearsal.
    ///   - isTimeUp: called before each row but the first; true leaves the remaining rows
    ///     unprocessed.
    static func writing(
        _ rows: [ImportRow], _ kind: ImportKind, of job: ImportJob.ID? = nil, at now: Instant,
        _ db: Database, isTimeUp: () -> Bool = { false }
    ) throws -> ImportTally {
        let directory = try ImportDirectory(db)
        var tally = ImportTally()
        for row in rows {
            if tally.rows > 0, isTimeUp() { break }
            do {
                switch try effect(row, kind, directory, of: job, at: now, db) {
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
        _ row: ImportRow, _ kind: ImportKind, _ directory: ImportDirectory,
        of job: ImportJob.ID?, at now: Instant, _ db: Database
    ) throws -> Effect {
        if let failure = row.failure { throw Refusal.invalid([failure]) }
        return switch kind {
        case .clients: try ImportedClient.write(row, directory, of: job, at: now, db)
        case .leads: try ImportedLead.write(row, directory, of: job, at: now, db)
        }
    }
}
