import CallRules
import GRDB

extension Store {
    /// The employee, with `online` as of `now`.
    public func employee(
        _ id: Employee.ID, at now: Instant
    ) throws(StoreError) -> EmployeeRow? {
        try read { try EmployeeTable.find(id, at: now, $0) }
    }

    /// Employees by id.
    public func employees(
        _ filter: EmployeeFilter, _ page: PageRequest, at now: Instant
    ) throws(StoreError) -> Page<EmployeeRow> {
        try read { db in
            var conditions: [SQL] = []
            if let number = filter.extension { conditions.append("extension = \(number)") }
            if let external = filter.externalID { conditions.append("external_id = \(external)") }
            if let active = filter.active { conditions.append("active = \(active)") }
            if let after = page.after { conditions.append("id > \(after.id)") }
            let rows = try SQLRequest<Row>(
                literal: """
                    SELECT * FROM employee WHERE \(conditions.allHold)
                    ORDER BY id LIMIT \(page.limit + 1)
                    """
            ).fetchAll(db).map { EmployeeTable.row($0, at: now) }
            return Page(rows, limit: page.limit) { Cursor(id: $0.id.value) }
        }
    }

    /// Adds an employee, who cannot sign in until invited. Calls of an extension nobody owned
    /// become theirs.
    public func createEmployee(
        _ details: EmployeeDetails, at now: Instant
    ) throws(StoreError) -> SaveOutcome<EmployeeRow> {
        try save { db in
            try EmployeeTable.check(details, is: nil, db)
            try db.execute(
                sql: """
                    INSERT INTO employee (external_id, name, email, extension, role, active,
                        language, created_at, updated_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    details.externalID, details.name, details.email, details.extension,
                    details.role.rawValue, details.active, details.language?.rawValue,
                    now.milliseconds, now.milliseconds,
                ])
            return try Store.attached(Employee.ID(db.lastInsertedRowID), details, at: now, db)
        }
    }

    /// Changes what `change` changes. Calls of a newly given extension that nobody owned become
    /// theirs; a person made inactive stays in the settings and is skipped there.
    public func updateEmployee(
        _ id: Employee.ID, at now: Instant, _ change: @escaping (inout EmployeeDetails) -> Void
    ) throws(StoreError) -> SaveOutcome<EmployeeRow> {
        try save { db in
            guard let old = try EmployeeTable.find(id, at: now, db) else { throw Refusal.missing }
            var details = old.details
            change(&details)
            try EmployeeTable.check(details, is: id, db)
            try db.execute(
                sql: """
                    UPDATE employee SET external_id = ?, name = ?, email = ?, extension = ?,
                        role = ?, active = ?, language = ?, updated_at = ? WHERE id = ?
                    """,
                arguments: [
                    details.externalID, details.name, details.email, details.extension,
                    details.role.rawValue, details.active, details.language?.rawValue,
                    now.milliseconds, id.value,
                ])
            return try Store.attached(id, details, at: now, db)
        }
    }

    /// Refused while settings, leads, clients or calls name the person: make them inactive.
    public func deleteEmployee(_ id: Employee.ID) throws(StoreError) -> DeleteOutcome {
        try delete(from: "employee", id: id.value) { db in
            var places = try SettingTable.keys(naming: id, db)
                .map { FieldProblem("settings.\($0)", Mistake.namesEmployee) }
            let uses: [(field: String, message: Sentence, sql: String)] = [
                (
                    "leads",
                    Sentence(
                        uk: "є лід із цим відповідальним", en: "a lead has this responsible"),
                    "lead WHERE responsible_employee_id = ?"
                ),
                (
                    "clients",
                    Sentence(
                        uk: "є клієнт із цим адміністратором", en: "a client has this admin"),
                    "client_admin WHERE employee_id = ?"
                ),
                (
                    "calls",
                    Sentence(
                        uk: "співробітник брав участь у дзвінках",
                        en: "this employee took part in calls"),
                    "call WHERE employee_id = ?"
                ),
            ]
            for use in uses {
                let isUsed = try Bool.fetchOne(
                    db, sql: "SELECT EXISTS (SELECT 1 FROM \(use.sql))", arguments: [id.value])
                if isUsed == true { places.append(FieldProblem(use.field, use.message)) }
            }
            return places
        }
    }

    /// A heartbeat (`online`, valid for `seconds`), or the end of presence.
    public func setPresence(
        _ id: Employee.ID, online: Bool, seconds: Int, at now: Instant
    ) throws(StoreError) -> SaveOutcome<EmployeeRow> {
        try save { db in
            if online {
                try db.execute(
                    sql: "UPDATE employee SET last_seen_at = ?, online_until = ? WHERE id = ?",
                    arguments: [
                        now.milliseconds, now.advanced(bySeconds: seconds).milliseconds, id.value,
                    ])
            } else {
                try db.execute(
                    sql: "UPDATE employee SET online_until = NULL WHERE id = ?",
                    arguments: [id.value])
            }
            guard let row = try EmployeeTable.find(id, at: now, db) else { throw Refusal.missing }
            return row
        }
    }

    private static func attached(
        _ id: Employee.ID, _ details: EmployeeDetails, at now: Instant, _ db: Database
    ) throws -> EmployeeRow {
        try EmployeeTable.attachCalls(id, details, db)
        guard let row = try EmployeeTable.find(id, at: now, db) else { throw Refusal.missing }
        return row
    }
}
