import GRDB

/// Errors found in a database file.
enum IntegrityCheck {
    /// One sentence each; empty: the file is intact.
    static func problems(_ db: Database) throws -> [String] {
        var problems = try String.fetchAll(db, sql: "PRAGMA integrity_check(20)")
            .filter { $0 != "ok" }
            .map { "The file is damaged: \($0). Restore the last backup." }
        for row in try Row.fetchAll(db, sql: "PRAGMA foreign_key_check") {
            let (table, parent): (String, String) = (row[0], row[2])
            problems.append("A row of \(table) points to a row of \(parent) that is gone.")
        }
        return problems
    }
}

extension Store {
    /// Errors of the file, one sentence each; empty: it is intact.
    package func damage() throws(StoreError) -> [String] {
        try read(IntegrityCheck.problems)
    }
}
