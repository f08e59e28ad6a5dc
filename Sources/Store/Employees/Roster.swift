import CallRules
import GRDB

/// Result of importing Phonet's users.
package struct RosterTaken: Hashable, Sendable {
    /// New employees.
    package let added: Int
    /// Employees that got a new value.
    package let changed: Int
}

extension Store {
    /// Compares Phonet's users with the current employees; writes nothing.
    package func roster(of users: [Roster.User]) throws(StoreError) -> Roster {
        try read { Roster(users: users, members: try EmployeeTable.members($0)) }
    }

    /// Imports the chosen lines of a roster in one transaction, all or none.
    ///
    /// - Parameters:
    ///   - proposals: the `proposal` of each chosen line as the person saw it.
    ///   - author: for the audit.
    /// - Returns: a conflict at `roster` when an employee has changed since and a chosen proposal
    ///   no longer applies; a conflict at a proposal that requires another one that was not chosen;
    ///   invalid at a proposal when an employee cannot have the values Phonet sent.
    package func takeOver(
        _ proposals: Set<String>, of users: [Roster.User], by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<RosterTaken> {
        try save(.by(author, at: now)) { db in
            let roster = Roster(users: users, members: try EmployeeTable.members(db))
            let lines = roster.lines.filter { $0.changes && proposals.contains($0.proposal) }
            guard lines.count == proposals.count else {
                throw Refusal.conflict([FieldProblem("roster", ValidationMessage.rosterChanged)])
            }
            try Store.checkTogether(lines)
            // First clear every extension that gets another owner.
            for line in lines where line.newExtension != nil {
                try db.execute(
                    sql: """
                        UPDATE employee SET extension = NULL, updated_at = max(?, updated_at + 1)
                        WHERE id = ?
                        """,
                    arguments: [now, line.member?.id])
            }
            for line in lines {
                do {
                    let id = try Store.takeOver(line, at: now, db)
                    try AuditTable.insert(.employeeTakenOver, by: author, to: id, at: now, db)
                } catch Refusal.invalid(let problems) {
                    throw Refusal.invalid(problems.map { $0.of(line) })
                } catch Refusal.conflict(let problems) {
                    throw Refusal.conflict(problems.map { $0.of(line) })
                }
            }
            let added = lines.filter { $0.member == nil }.count
            return RosterTaken(added: added, changed: lines.count - added)
        }
    }

    private static func takeOver(
        _ line: Roster.Line, at now: Instant, _ db: Database
    ) throws -> Employee.ID {
        guard let member = line.member else {
            var details = EmployeeDetails()
            details.name = line.newName
            details.extension = line.newExtension
            details.email = line.newEmail
            return try EmployeeTable.insert(details, at: now, db)
        }
        guard let old = try EmployeeTable.find(member.id, at: now, db) else {
            throw Refusal.missing
        }
        var details = old.details
        details.extension = line.newExtension ?? details.extension
        details.email = line.newEmail ?? details.email
        try EmployeeTable.update(old, to: details, at: now, db)
        return member.id
    }

    private static func checkTogether(_ lines: [Roster.Line]) throws {
        let chosen = Set(lines.compactMap(\.member?.id))
        let alone = lines.compactMap { line in
            line.after.flatMap { owner in
                chosen.contains(owner.id)
                    ? nil : FieldProblem(line.proposal, ValidationMessage.needsAlso(owner.name))
            }
        }
        if !alone.isEmpty { throw Refusal.conflict(alone) }
    }
}

extension FieldProblem {
    fileprivate func of(_ line: Roster.Line) -> FieldProblem {
        FieldProblem(line.proposal, ValidationMessage.of(line.newName, message))
    }
}

extension EmployeeTable {
    /// All employees, inactive ones too, in the form in which they are compared with Phonet's users.
    static func members(_ db: Database) throws -> [Roster.Member] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT id, name, extension, email, active FROM employee ORDER BY id")
        ).map { row in
            Roster.Member(
                id: row["id"], name: row["name"], extension: row["extension"],
                email: row["email"], isActive: row["active"])
        }
    }
}
