import CallRules
import GRDB

/// The removal of an employee. An employee may have hundreds of thousands of notices: rows that name
/// the employee go some in each transaction, as their foreign keys say, so that no webhook waits.
struct EmployeeRemoval {
    let gone: Employee.ID

    /// Most rows of one transaction.
    static let limit = UnownedCalls.limit

    /// Deletes or changes the next rows that name the employee.
    /// - Returns: true when there are more.
    func continueRemoving(_ db: Database) throws -> Bool {
        var left = EmployeeRemoval.limit
        for name in try EmployeeRemoval.names(db) {
            try db.execute(sql: name.statement(most: left), arguments: [gone])
            left -= db.changesCount
            if left <= 0 { return true }
        }
        return false
    }

    /// A column that names an employee.
    private struct Name {
        let table: String
        let column: String
        let deletesRow: Bool
        /// Columns that tell the rows of the table apart.
        let key: String

        func statement(most limit: Int) -> String {
            let change = deletesRow ? "DELETE FROM" : "UPDATE"
            let value = deletesRow ? "" : "SET \(column) = NULL"
            return """
                \(change) "\(table)" \(value) WHERE (\(key)) IN (
                    SELECT \(key) FROM "\(table)" WHERE \(column) = ? LIMIT \(limit))
                """
        }
    }

    /// The columns whose rows go with an employee, or forget the employee, from the schema itself.
    /// The audit forgets only who is gone: its rows change with the employee's own.
    private static func names(_ db: Database) throws -> [Name] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT list.name, list.wr, "from", on_delete FROM pragma_table_list AS list
                JOIN pragma_foreign_key_list(list.name) AS key
                WHERE list.schema = 'main' AND key."table" = 'employee'
                    AND list.name <> 'audit_entry'
                    AND (on_delete = 'CASCADE' OR on_delete = 'SET NULL')
                ORDER BY list.name, "from"
                """
        ).map { row in
            let table: String = row["name"]
            let isWithoutRowID: Bool = row["wr"]
            let key =
                isWithoutRowID
                ? try db.primaryKey(table).columns.joined(separator: ", ") : "rowid"
            return Name(
                table: table, column: row["from"],
                deletesRow: row["on_delete"] as String == "CASCADE", key: key)
        }
    }
}

extension EmployeeTable {
    /// The places that keep an employee from being deleted.
    static func uses(of id: Employee.ID, _ db: Database) throws -> [FieldProblem] {
        var places = try SettingTable.keys(naming: id, db)
            .map { FieldProblem("settings.\($0)", ValidationMessage.namesEmployee) }
        places += try LineTable.naming({ $0.names(id) }, db)
            .map { FieldProblem("lines.\($0.id.value)", ValidationMessage.namesIt($0)) }
        if try PasswordTable.isLastAdministrator(id, db) {
            places.append(FieldProblem("role", ValidationMessage.lastAdministrator))
        }
        for use in uses {
            let isUsed = try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM \(use.sql))", arguments: [id])
            if isUsed == true { places.append(FieldProblem(use.field, use.message)) }
        }
        return places
    }

    private static let uses: [(field: String, message: LocalizedText, sql: String)] = [
        (
            "leads",
            LocalizedText(uk: "є лід із цим відповідальним", en: "a lead has this responsible"),
            "lead WHERE responsible_employee_id = ?"
        ),
        (
            "clients",
            LocalizedText(uk: "є клієнт із цим адміністратором", en: "a client has this admin"),
            "client_admin WHERE employee_id = ?"
        ),
        (
            "calls",
            LocalizedText(
                uk: "співробітник брав участь у дзвінках", en: "this employee took part in calls"),
            "call WHERE employee_id = ?"
        ),
    ]
}
