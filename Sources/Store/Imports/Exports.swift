import CallRules
import GRDB

extension Store {
    /// The names of employees, statuses and sources, as exported files use them.
    package func importDirectory() throws(StoreError) -> ImportDirectory {
        try read { try ImportDirectory($0) }
    }

    /// Writes an audit line about an export.
    ///
    /// The filter is not stored, because it may contain a phone that is erased later.
    ///
    /// - Parameter what: `clients`, `leads` or `calls`.
    package func noteExport(
        of what: String, by author: Author, at now: Instant
    ) throws(StoreError) {
        try write(.upkeep) {
            try AuditTable.insert(.exported, by: author, to: what, at: now, $0.db)
        }
    }
}
