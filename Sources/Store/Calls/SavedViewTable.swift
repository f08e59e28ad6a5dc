import CallRules
import GRDB

/// What somebody looks at in the journal again and again, under a name of their own.
package struct SavedView: Hashable, Sendable {
    package let id: Int64
    package let name: String
    /// What stands behind the `?` in the address of the journal.
    package let query: String

    /// So many a person may have.
    package static let limit = 20
}

extension Store {
    /// Somebody's saved views, by name.
    package func savedViews(of employee: Employee.ID) throws(StoreError) -> [SavedView] {
        try read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT id, name, query FROM saved_view WHERE employee_id = ?
                        ORDER BY name COLLATE swiftLocalizedCaseInsensitiveCompare, id
                        """),
                arguments: [employee.value]
            ).map { SavedView(id: $0["id"], name: $0["name"], query: $0["query"]) }
        }
    }

    /// Keeps a view under a name; the one that had this name goes.
    ///
    /// - Returns: invalid at `name` when it is empty, longer than 60 characters, or one too many.
    package func saveView(
        _ name: String, query: String, of employee: Employee.ID
    ) throws(StoreError) -> SaveOutcome<Int64> {
        try saveTransaction { transaction in
            let db = transaction.db
            guard try EmployeeTable.exists(employee, db) else { throw Refusal.missing }
            var checks = FieldChecks()
            checks.line("name", name, 1...60)
            let others =
                try Int.fetchOne(
                    db.cachedStatement(
                        sql: "SELECT count(*) FROM saved_view WHERE employee_id = ? AND name <> ?"),
                    arguments: [employee.value, name]) ?? 0
            if others >= SavedView.limit { checks.refuse("name", ValidationMessage.tooManyViews) }
            try checks.throwIfAny()
            try db.execute(
                sql: """
                    INSERT INTO saved_view (employee_id, name, query) VALUES (?, ?, ?)
                    ON CONFLICT (employee_id, name) DO UPDATE SET query = excluded.query
                    """,
                arguments: [employee.value, name, query])
            return db.lastInsertedRowID
        }
    }

    /// Forgets a view; one of somebody else stays.
    package func deleteView(_ id: Int64, of employee: Employee.ID) throws(StoreError) {
        try write { transaction in
            try transaction.db.execute(
                sql: "DELETE FROM saved_view WHERE id = ? AND employee_id = ?",
                arguments: [id, employee.value])
        }
    }
}
