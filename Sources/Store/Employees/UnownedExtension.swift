import CallRules
import GRDB

/// An extension seen in calls that no active employee has.
package struct UnownedExtension: Hashable, Sendable {
    package let `extension`: String
    /// Number of calls that have no employee because of it.
    package let calls: Int
    /// When the latest of them started; nil: unknown.
    package let lastCallAt: Instant?
    /// The last name that Phonet gave with this extension.
    package let name: String?
}

/// An extension that was assigned to an employee.
package struct AssignedExtension: Hashable, Sendable {
    package let employee: EmployeeRow
    /// Number of earlier calls with it that were attached to the employee.
    package let calls: Int
}

extension Store {
    /// Extensions seen in calls that no employee has, the latest call first; at most 200. Extensions of groups
    /// and menus are left out.
    package func unownedExtensions() throws(StoreError) -> [UnownedExtension] {
        try read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT extension, count(*) AS calls, max(started_at) AS last
                        FROM call INDEXED BY call_unmapped
                        WHERE employee_id IS NULL AND extension IS NOT NULL AND extension NOT IN (
                            SELECT extension FROM employee WHERE active = 1 AND extension IS NOT NULL)
                        GROUP BY extension ORDER BY last DESC, extension LIMIT 200
                        """)
            ).compactMap { row in
                let number: String = row["extension"]
                let parties = try UnownedExtension.parties(with: number, db)
                // Groups have extensions too.
                guard !parties.contains(where: { !$0.kind.isPerson }) else {
                    return nil
                }
                return UnownedExtension(
                    extension: number, calls: row["calls"],
                    lastCallAt: row["last"],
                    name: parties.lazy.compactMap(\.name).first { !$0.isEmpty })
            }
        }
    }

    /// Active employees without an extension, by name; at most 200.
    package func employeesWithoutExtension() throws(StoreError) -> [Employee] {
        try read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT id, name, language FROM employee
                        WHERE active = 1 AND extension IS NULL
                        ORDER BY name COLLATE ukrainian, id LIMIT 200
                        """)
            ).map { row in
                Employee(
                    id: row["id"], name: row["name"],
                    language: try row.codeIfPresent("language"))
            }
        }
    }

    /// Assigns an extension to an active employee who has none, and attaches its calls.
    ///
    /// - Parameter author: for the audit.
    /// - Returns: invalid or a conflict at `employee_id` when the employee is inactive or has another
    ///   extension; at `extension` when another employee has it by now.
    package func assign(
        _ extension: String, to id: Employee.ID, by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<AssignedExtension> {
        try saveTransaction(.by(author, at: now)) { tx in
            let db = tx.db
            guard let old = try EmployeeTable.find(id, at: now, db) else { throw Refusal.missing }
            var details = old.details
            if !details.active {
                throw Refusal.invalid([FieldProblem("employee_id", ValidationMessage.inactive)])
            }
            if let other = details.extension, other != `extension` {
                throw Refusal.conflict([FieldProblem("employee_id", ValidationMessage.has(other))])
            }
            details.extension = `extension`
            let before = try UnownedExtension.calls(of: `extension`, db)
            try EmployeeTable.update(old, to: details, at: now, db)
            try AuditTable.insert(.extensionAssigned, by: author, to: id, at: now, db)
            return before
        } reading: { before, db in
            guard let row = try EmployeeTable.find(id, at: now, db) else { throw Refusal.missing }
            return AssignedExtension(employee: row, calls: before)
        }
    }
}

extension UnownedExtension {
    /// Latest calls of an extension that are read, enough to tell a person from a group.
    private static let callsAsked = 5

    /// The parties with this extension in its latest calls, the latest first.
    fileprivate static func parties(with number: String, _ db: Database) throws -> [Party] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT party_kind, extension, party_name, record_party_kind, record_extension,
                        record_party_name
                    FROM (
                        SELECT id, started_at FROM call
                        WHERE extension = ?1 AND employee_id IS NULL
                        ORDER BY started_at DESC LIMIT ?2) AS latest
                    JOIN leg ON leg.call_id = latest.id
                    WHERE leg.extension = ?1 OR leg.record_extension = ?1
                    ORDER BY latest.started_at DESC
                    """),
            arguments: [number, callsAsked]
        ).flatMap { row in
            [try party("record_", row), try party("", row)].compactMap { $0 }.filter {
                $0.extension == number
            }
        }
    }

    fileprivate static func calls(of number: String, _ db: Database) throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(
                sql: "SELECT count(*) FROM call WHERE extension = ? AND employee_id IS NULL"),
            arguments: [number]) ?? 0
    }

    private static func party(_ prefix: String, _ row: Row) throws(UnknownCode) -> Party? {
        guard let kind = try row.codeIfPresent("\(prefix)party_kind", Party.Kind.self) else {
            return nil
        }
        return Party(
            kind: kind, extension: row["\(prefix)extension"], name: row["\(prefix)party_name"])
    }
}
