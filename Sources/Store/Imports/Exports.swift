import CallRules
import GRDB

extension Store {
    /// The names of people, statuses and sources, as they stand in files.
    package func importDirectory() throws(StoreError) -> ImportDirectory {
        try read { try ImportDirectory($0) }
    }

    /// Keeps in the audit that somebody is about to take data out.
    ///
    /// What was asked for is not kept: it may hold a number that is to be forgotten.
    ///
    /// - Parameter what: `clients`, `leads` or `calls`.
    package func noteExport(
        of what: String, by author: Author, at now: Instant
    ) throws(StoreError) {
        try write {
            try AuditTable.insert(.exported, by: author, to: what, at: now, $0.db)
        }
    }
}
