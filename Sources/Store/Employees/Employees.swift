import CallRules
import GRDB

extension Store {
    /// The employee, with `online` as of `now`.
    package func employee(
        _ id: Employee.ID, at now: Instant
    ) throws(StoreError) -> EmployeeRow? {
        try read { try EmployeeTable.find(id, at: now, $0) }
    }

    /// Everybody, inactive people too, by name; `online` as of `now`.
    package func employees(at now: Instant) throws(StoreError) -> [EmployeeRow] {
        try read { try EmployeeTable.byName(at: now, $0) }
    }

    /// Employees by id.
    package func employees(
        _ filter: EmployeeFilter, _ page: Pagination, at now: Instant
    ) throws(StoreError) -> Page<EmployeeRow> {
        try read { db in
            var conditions: [SQL] = []
            if let number = filter.extension { conditions.append("extension = \(number)") }
            if let external = filter.externalID { conditions.append("external_id = \(external)") }
            if let active = filter.active { conditions.append("active = \(active)") }
            let changes = ChangedRows(of: "employee", since: filter.changedAfter)
            let table: SQL = changes?.table ?? "employee"
            let order: SQL = changes?.order ?? "id"
            if let changes {
                conditions += changes.conditions(page.after)
            } else if let after = page.after {
                conditions.append("id > \(after.id)")
            }
            let rows = try SQLRequest<Row>(
                literal: """
                    SELECT * FROM \(table)
                    WHERE \(conditions.allHold) ORDER BY \(order) LIMIT \(page.limit + 1)
                    """, cached: true
            ).fetchAll(db).map { try EmployeeTable.row($0, at: now) }
            return Page(rows, limit: page.limit) {
                changes == nil
                    ? Cursor(id: $0.id.value) : ChangedRows.cursor($0.changedAt, $0.id.value)
            }
        }
    }

    /// Adds an employee, who cannot sign in until invited. The calls of the extension that had no employee
    /// are attached.
    ///
    /// - Parameters:
    ///   - author: for the audit and the event; nil: the gateway itself, and no audit line.
    ///   - keeping: keeps the answer to the request; nil: it has no key.
    package func createEmployee(
        _ details: EmployeeDetails, by author: Author?, at now: Instant,
        keeping: AnswerKeeping<EmployeeRow>? = nil
    ) throws(StoreError) -> SaveOutcome<EmployeeRow> {
        try saveTransaction(.by(author, at: now)) { tx in
            try Store.added(details, by: author, at: now, tx.db)
        } reading: { id, db in
            let row = try Store.current(id, at: now, db)
            try keeping?.keep(row, at: now, db)
            return row
        }
    }

    /// The employee whom the CRM knows by this id, with `online` as of `now`; nil: there is none.
    package func employee(
        externalID: String, at now: Instant
    ) throws(StoreError) -> EmployeeRow? {
        try read { try EmployeeTable.find(externalID: externalID, at: now, $0) }
    }

    /// Changes the employee whom the CRM knows by this id as `updateEmployee` does, or adds one as
    /// `createEmployee` does.
    package func putEmployee(
        externalID: String, if condition: Precondition = .none, by author: Author, at now: Instant,
        _ change: @escaping (inout EmployeeDetails) -> Void
    ) throws(StoreError) -> SaveOutcome<PutRecord<EmployeeRow>> {
        try saveTransaction(.by(author, at: now)) { tx -> (id: Employee.ID, isNew: Bool) in
            let old = try EmployeeTable.find(externalID: externalID, at: now, tx.db)
            try condition.check(old?.version)
            if let old {
                try Store.changed(old, by: author, at: now, tx.db, change)
                return (old.id, false)
            }
            var details = EmployeeDetails()
            details.externalID = externalID
            change(&details)
            return (try Store.added(details, by: author, at: now, tx.db), true)
        } reading: { put, db in
            PutRecord(row: try Store.current(put.id, at: now, db), isNew: put.isNew)
        }
    }

    /// Applies `change`. With a new extension, its calls that had no employee are attached. An inactive
    /// employee stays in the settings and is skipped there. Inactivity ends all sessions.
    /// A conflict when no administrator could sign in after the change.
    ///
    /// - Parameters:
    ///   - seen: the `updatedAt` the person saw; nil: no check.
    ///   - author: for the audit and the event; nil: the gateway itself, and no audit line.
    package func updateEmployee(
        _ id: Employee.ID, expecting seen: Instant? = nil, if condition: Precondition = .none,
        by author: Author?, at now: Instant,
        _ change: @escaping (inout EmployeeDetails) -> Void
    ) throws(StoreError) -> SaveOutcome<EmployeeRow> {
        try update(
            id, .by(author, at: now), expecting: seen, if: condition, auditedBy: author, at: now,
            change)
    }

    /// Saves the language that an employee chose for the pages; no audit line.
    package func chooseLanguage(
        _ language: Language, of employee: Employee.ID, at now: Instant
    ) throws(StoreError) {
        _ = try update(
            employee, .change(by: .employee(employee), at: now), expecting: nil, if: .none,
            auditedBy: nil,
            at: now
        ) { $0.language = language }
    }

    private func update(
        _ id: Employee.ID, _ cause: Cause, expecting seen: Instant?, if condition: Precondition,
        auditedBy author: Author?, at now: Instant,
        _ change: @escaping (inout EmployeeDetails) -> Void
    ) throws(StoreError) -> SaveOutcome<EmployeeRow> {
        try saveTransaction(cause) { tx in
            let db = tx.db
            guard let old = try EmployeeTable.find(id, at: now, db) else { throw Refusal.missing }
            try old.updatedAt.expect(seen)
            try condition.check(old.version)
            try Store.changed(old, by: author, at: now, db, change)
        } reading: {
            try Store.current(id, at: now, $1)
        }
    }

    private static func added(
        _ details: EmployeeDetails, by author: Author?, at now: Instant, _ db: Database
    ) throws -> Employee.ID {
        let id = try EmployeeTable.insert(details, at: now, db)
        if let author {
            try AuditTable.insert(.employeeAdded, by: author, to: id, at: now, db)
        }
        return id
    }

    private static func changed(
        _ old: EmployeeRow, by author: Author?, at now: Instant, _ db: Database,
        _ change: (inout EmployeeDetails) -> Void
    ) throws {
        var details = old.details
        change(&details)
        if details == old.details { return }
        try EmployeeTable.update(old, to: details, at: now, db)
        if let author {
            try AuditTable.insert(.employeeChanged, by: author, to: old.id, at: now, db)
        }
    }

    /// Deletes an employee. Refused while settings, leads, clients or calls refer to the employee
    /// (make the employee inactive instead), and for the last administrator who can sign in.
    package func deleteEmployee(
        _ id: Employee.ID, if condition: Precondition = .none, by author: Author, at now: Instant
    ) throws(StoreError) -> DeleteOutcome {
        let entry = DeletionEntry(
            action: .employeeDeleted, subject: "employee/\(id.value)", author: author, at: now)
        while try continueRemoval(of: id, if: condition, .by(author, at: now)) {}
        return try delete(from: "employee", id: id.value, if: condition, entry: entry) { db in
            try EmployeeTable.uses(of: id, db)
        }
    }

    /// Deletes or changes the next rows that name an employee who can be deleted.
    ///
    /// - Returns: true when there are more.
    private func continueRemoval(
        of id: Employee.ID, if condition: Precondition, _ cause: Cause
    ) throws(StoreError) -> Bool {
        try write(cause) { tx in
            let version = try Int64.fetchOne(
                tx.db, sql: "SELECT version FROM employee WHERE id = ?", arguments: [id])
            guard condition.isMet(by: version), try EmployeeTable.uses(of: id, tx.db).isEmpty else {
                return false
            }
            return try EmployeeRemoval(gone: id).continueRemoving(tx.db)
        }
    }

    /// Stores a heartbeat (`online`, valid for `seconds`), or the end of presence.
    package func setPresence(
        _ id: Employee.ID, if condition: Precondition = .none, online: Bool, seconds: Int,
        at now: Instant
    ) throws(StoreError) -> SaveOutcome<EmployeeRow> {
        try save(.system(at: now)) { db in
            guard let old = try EmployeeTable.find(id, at: now, db) else { throw Refusal.missing }
            try condition.check(old.version)
            if online {
                try db.execute(
                    sql: "UPDATE employee SET last_seen_at = ?, online_until = ? WHERE id = ?",
                    arguments: [
                        now, now.advanced(bySeconds: seconds), id,
                    ])
            } else {
                try db.execute(
                    sql: "UPDATE employee SET online_until = NULL WHERE id = ?",
                    arguments: [id])
            }
            guard let row = try EmployeeTable.find(id, at: now, db) else { throw Refusal.missing }
            return row
        }
    }

    private static func current(
        _ id: Employee.ID, at now: Instant, _ db: Database
    ) throws -> EmployeeRow {
        guard let row = try EmployeeTable.find(id, at: now, db) else { throw Refusal.missing }
        return row
    }
}
