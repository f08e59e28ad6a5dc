import GRDB

/// What is wrong with a database file.
enum IntegrityCheck {
    /// A sentence each; empty when the file is sound.
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
    /// What is wrong with the file, a sentence each; empty when it is sound.
    package func damage() throws(StoreError) -> [String] {
        try read(IntegrityCheck.problems)
    }
}
