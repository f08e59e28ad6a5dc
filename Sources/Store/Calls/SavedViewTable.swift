import CallRules
import GRDB

/// A filter of the call log that an employee saved under a name.
package struct SavedView: Hashable, Sendable {
    package let id: Int64
    package let name: String
    /// The query part of the address of the call log, without `?`.
    package let query: String

    /// The most views of one employee.
    package static let limit = 20
}

extension Store {
    /// The saved views of an employee, by name.
    package func savedViews(of employee: Employee.ID) throws(StoreError) -> [SavedView] {
        try read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT id, name, query FROM saved_view WHERE employee_id = ?
                        ORDER BY name COLLATE ukrainian, id
                        """),
                arguments: [employee]
            ).map { SavedView(id: $0["id"], name: $0["name"], query: $0["query"]) }
        }
    }

    /// Saves a view under a name; replaces a view of the same name.
    ///
    /// - Returns: invalid at `name` when it is empty, longer than 60 characters, or the employee
    ///   already has `limit` views.
    package func saveView(
        _ name: String, query: String, of employee: Employee.ID
    ) throws(StoreError) -> SaveOutcome<Int64> {
        try saveTransaction(.upkeep) { transaction in
            let db = transaction.db
            guard try EmployeeTable.exists(employee, db) else { throw Refusal.missing }
            var checks = FieldChecks()
            checks.line("name", name, 1...60)
            let others =
                try Int.fetchOne(
                    db.cachedStatement(
                        sql: "SELECT count(*) FROM saved_view WHERE employee_id = ? AND name <> ?"),
                    arguments: [employee, name]) ?? 0
            if others >= SavedView.limit { checks.refuse("name", ValidationMessage.tooManyViews) }
            try checks.throwIfAny()
            try db.execute(
                sql: """
                    INSERT INTO saved_view (employee_id, name, query) VALUES (?, ?, ?)
                    ON CONFLICT (employee_id, name) DO UPDATE SET query = excluded.query
                    """,
                arguments: [employee, name, query])
            return db.lastInsertedRowID
        }
    }

    /// Deletes a view of this employee; does nothing when the view belongs to another employee.
    package func deleteView(_ id: Int64, of employee: Employee.ID) throws(StoreError) {
        try write(.upkeep) { transaction in
            try transaction.db.execute(
                sql: "DELETE FROM saved_view WHERE id = ? AND employee_id = ?",
                arguments: [id, employee])
        }
    }
}
