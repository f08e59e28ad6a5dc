import CallRules
import GRDB

/// The editable fields of an employee.
package struct EmployeeDetails: Hashable, Sendable {
    /// The CRM's id; unique; at most 100 characters.
    package var externalID: String?
    /// 1…200 characters.
    package var name = ""
    /// Unique regardless of case; at most 254 characters.
    package var email: String?
    /// The internal number, leading zeros kept: 1…20 digits, `*` and `#`; unique among active employees.
    package var `extension`: String?
    package var role = Employee.Role.employee
    /// What they may do besides looking. New people listen, as in a team; lists and deletions are for whom
    /// an administrator trusts with them. Administrators may everything, whatever is stored.
    package var rights: Set<Viewer.Right> = [.listen]
    /// Inactive employees keep their rows and settings and are skipped everywhere.
    package var active = true
    /// Nil: the language of the settings.
    package var language: Language?

    package init() {}
}

extension EmployeeDetails {
    /// Whether the tick is set.
    package subscript(right: Viewer.Right) -> Bool {
        get { rights.contains(right) }
        set { if newValue { rights.insert(right) } else { rights.remove(right) } }
    }

    /// Validation messages of the values themselves, without looking at other rows.
    package var problems: [FieldProblem] {
        var checks = FieldChecks()
        checks.line("external_id", externalID, 1...100)
        checks.line("name", name, 1...200)
        if let email {
            checks.line("email", email, 3...254)
            if !Employee.isEmail(email) { checks.refuse("email", ValidationMessage.noEmail) }
        }
        if let number = self.extension, !Employee.isExtension(number) {
            checks.refuse("extension", ValidationMessage.noExtension)
        }
        return checks.problems
    }
}

/// An employee as stored.
package struct EmployeeRow: Hashable, Sendable {
    package let id: Employee.ID
    /// Grows with each change that has an event.
    package let version: Int64
    /// When it last changed as the CRM sees it; of a row of version 0.6.0 and before, when it was saved.
    package let changedAt: Instant
    package let details: EmployeeDetails
    /// Whether they were online at the time of the read.
    package let online: Bool
    /// When a page or the CRM last reported the employee; nil: never.
    package let lastSeenAt: Instant?
    /// When the details were last saved; grows with every save, even after the clock was set back.
    package let updatedAt: Instant
}

/// Which employees to list; nil means any.
package struct EmployeeFilter: Hashable, Sendable {
    package var `extension`: String?
    package var externalID: String?
    package var active: Bool?
    /// Changed at this moment or later, the earliest change first; nil: any, by id.
    package var changedAfter: Instant?

    package init() {}
}

enum EmployeeTable {
    static func find(_ id: Employee.ID, at now: Instant, _ db: Database) throws -> EmployeeRow? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM employee WHERE id = ?"), arguments: [id]
        )
        .map { try row($0, at: now) }
    }

    /// Everybody, inactive people too, by name.
    static func byName(at now: Instant, _ db: Database) throws -> [EmployeeRow] {
        try Row.fetchAll(
            db.cachedStatement(sql: "SELECT * FROM employee ORDER BY name COLLATE ukrainian, id")
        )
        .map { try row($0, at: now) }
    }

    /// - Parameter email: the case of its letters does not matter.
    static func find(email: String, at now: Instant, _ db: Database) throws -> EmployeeRow? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM employee WHERE email = ?"), arguments: [email]
        )
        .map { try row($0, at: now) }
    }

    /// The employee whom the CRM knows by this id; nil: there is none.
    static func find(
        externalID: String, at now: Instant, _ db: Database
    ) throws -> EmployeeRow? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM employee WHERE external_id = ?"),
            arguments: [externalID]
        )
        .map { try row($0, at: now) }
    }

    /// Checks and inserts the row; gives it the calls of its extension that had no employee.
    static func insert(
        _ details: EmployeeDetails, at now: Instant, _ db: Database
    ) throws -> Employee.ID {
        try check(details, is: nil, db)
        try db.execute(
            sql: """
                INSERT INTO employee (external_id, name, email, extension, role, may_listen,
                    may_export, may_delete, active, language, created_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                details.externalID, details.name, details.email, details.extension,
                details.role.rawValue, details.rights.contains(.listen),
                details.rights.contains(.export), details.rights.contains(.delete),
                details.active, details.language?.rawValue, now, now,
            ])
        let id = Employee.ID(db.lastInsertedRowID)
        try giveCalls(details, db)
        return id
    }

    /// Checks and writes the change; ends the sessions of whoever becomes inactive. A new role and new rights
    /// are in force with the next request of every session, and end nothing that is being typed.
    static func update(
        _ old: EmployeeRow, to details: EmployeeDetails, at now: Instant, _ db: Database
    ) throws {
        try check(details, is: old.id, db)
        try checkAdministrator(old, details, db)
        try db.execute(
            sql: """
                UPDATE employee SET external_id = ?, name = ?, email = ?, extension = ?,
                    role = ?, may_listen = ?, may_export = ?, may_delete = ?, active = ?,
                    language = ?, updated_at = ? WHERE id = ?
                """,
            arguments: [
                details.externalID, details.name, details.email, details.extension,
                details.role.rawValue, details.rights.contains(.listen),
                details.rights.contains(.export), details.rights.contains(.delete),
                details.active, details.language?.rawValue,
                max(now, old.updatedAt.next), old.id,
            ])
        try giveCalls(details, db)
        if !details.active {
            // The browsers stay: nothing is sent to an inactive person, and one who comes back need
            // not switch pushes on again.
            try SessionTable.closeAll(of: old.id, forgettingBrowsers: false, db)
        }
    }

    static func row(_ row: Row, at now: Instant) throws -> EmployeeRow {
        var details = EmployeeDetails()
        details.externalID = row["external_id"]
        details.name = row["name"]
        details.email = row["email"]
        details.extension = row["extension"]
        details.role = try row.code("role")
        details.rights = Set(
            Viewer.Right.allCases.filter { right in row["may_\(right.rawValue)"] })
        details.active = row["active"]
        details.language = try row.codeIfPresent("language")
        let onlineUntil: Instant? = row["online_until"]
        return EmployeeRow(
            id: row["id"], version: row["version"],
            changedAt: row["changed_at"] ?? row["updated_at"], details: details,
            online: details.active
                && Heartbeats.isOnline(
                    until: onlineUntil, seenAt: row["last_seen_at"], at: now),
            lastSeenAt: row["last_seen_at"],
            updatedAt: row["updated_at"])
    }

    static func exists(_ id: Employee.ID, _ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM employee WHERE id = ?)"),
            arguments: [id])
            ?? false
    }

    static func check(
        _ details: EmployeeDetails, is id: Employee.ID?, _ db: Database
    ) throws {
        let problems = details.problems
        if !problems.isEmpty { throw Refusal.invalid(problems) }
        try checkUnique(details, is: id?.value ?? 0, db)
    }

    private static func checkUnique(
        _ details: EmployeeDetails, is id: Int64, _ db: Database
    ) throws {
        let taken: [(String, SQL)] = [
            ("external_id", "external_id = \(details.externalID)"),
            ("email", "email = \(details.email)"),
            (
                "extension",
                "extension = \(details.extension) AND active = 1 AND \(details.active)"
            ),
        ]
        var problems: [FieldProblem] = []
        for (field, condition) in taken {
            let other = try SQLRequest<Row>(
                literal: "SELECT id, name FROM employee WHERE \(condition) AND id <> \(id)"
            ).fetchOne(db)
            if let other {
                problems.append(
                    FieldProblem(
                        field, ValidationMessage.taken(by: other["name"]), holder: other["id"]))
            }
        }
        if !problems.isEmpty { throw Refusal.conflict(problems) }
    }

    /// Refuses a change after which no administrator could sign in, if one can now.
    private static func checkAdministrator(
        _ old: EmployeeRow, _ details: EmployeeDetails, _ db: Database
    ) throws {
        var lost: [String] = []
        if details.role != .admin { lost.append("role") }
        if !details.active { lost.append("active") }
        if details.email == nil { lost.append("email") }
        guard !lost.isEmpty, try PasswordTable.isLastAdministrator(old.id, db) else { return }
        throw Refusal.conflict(lost.map { FieldProblem($0, ValidationMessage.lastAdministrator) })
    }

    /// Gives the owner of an extension its calls that had no employee. A transferred call belongs to the
    /// last extension of its chain. Calls beyond the first transaction follow in further ones.
    private static func giveCalls(_ details: EmployeeDetails, _ db: Database) throws {
        guard details.active, let number = details.extension else { return }
        try UnownedCalls.give(of: number, db)
    }
}
