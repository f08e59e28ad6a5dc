import CallRules
import GRDB

extension Store {
    /// Creates the one-time link of an employee, or of the first run. An earlier link becomes invalid.
    ///
    /// - Parameters:
    ///   - employee: nil: the link of the first run, refused with a conflict once an administrator can
    ///     sign in. An employee who is inactive or has no e-mail address is refused.
    ///   - hash: SHA-256 of the link's token, 32 bytes.
    package func invite(
        _ employee: Employee.ID?, hash: [UInt8], expiring: Instant, by author: Author,
        at now: Instant
    ) throws(StoreError) -> SaveOutcome<InvitationRow> {
        try save(.upkeep) { db in
            var person: EmployeeRow?
            if let employee {
                guard let found = try EmployeeTable.find(employee, at: now, db) else {
                    throw Refusal.missing
                }
                var checks = FieldChecks()
                if found.details.email == nil {
                    checks.refuse("email", ValidationMessage.emailToSignIn)
                }
                if !found.details.active {
                    checks.refuse("active", ValidationMessage.activeToSignIn)
                }
                try checks.throwIfAny()
                person = found
            } else if try PasswordTable.hasAdministrator(db) {
                throw Refusal.conflict([FieldProblem("role", ValidationMessage.hasAdministrator)])
            }
            try InvitationTable.replace(
                for: employee, hash: hash, expiring: expiring, at: now, db)
            try AuditTable.insert(
                .invited, by: author, to: employee.map { "employee/\($0.value)" } ?? "", at: now,
                db)
            return InvitationRow(employee: person, expiresAt: expiring)
        }
    }

    /// The invitation of a one-time link; nil when the link was used, was replaced or has expired,
    /// when its employee cannot sign in, or when it is the link of the first run and there is an
    /// administrator.
    ///
    /// - Parameter hash: SHA-256 of the link's token, 32 bytes.
    package func invitation(hash: [UInt8], at now: Instant) throws(StoreError) -> InvitationRow? {
        try read { try InvitationTable.find(hash: hash, at: now, $0) }
    }

    /// Accepts a one-time link: sets the password, opens a session and ends the employee's other sessions.
    ///
    /// - Parameters:
    ///   - hash: SHA-256 of the link's token, 32 bytes.
    ///   - password: the new password's hash.
    /// - Returns: missing when the link is invalid, or is the link of the first run.
    package func acceptInvitation(
        hash: [UInt8], password: String, _ newSession: NewSession, at now: Instant
    ) throws(StoreError) -> SaveOutcome<SessionRow> {
        try save(.system(at: now)) { db in
            guard let person = try InvitationTable.find(hash: hash, at: now, db)?.employee else {
                throw Refusal.missing
            }
            return try Store.admitted(
                person.id, .invitationAccepted, password: password, newSession, at: now, db)
        }
    }

    /// Completes the first run: creates the first administrator, sets the password and opens a session.
    /// An employee with this e-mail address becomes the administrator instead and keeps the name.
    ///
    /// - Parameters: as for `acceptInvitation`.
    /// - Returns: missing when the link is invalid, or is not the link of the first run.
    package func setUp(
        hash: [UInt8], name: String, email: String, password: String, _ newSession: NewSession,
        at now: Instant
    ) throws(StoreError) -> SaveOutcome<SessionRow> {
        try save(.system(at: now)) { db in
            guard let link = try InvitationTable.find(hash: hash, at: now, db),
                link.employee == nil
            else { throw Refusal.missing }
            let id = try Store.administrator(name: name, email: email, at: now, db)
            try InvitationTable.delete(for: nil, db)
            return try Store.admitted(
                id, .setUp, password: password, newSession, at: now, db)
        }
    }

    private static func administrator(
        name: String, email: String, at now: Instant, _ db: Database
    ) throws -> Employee.ID {
        var details = EmployeeDetails()
        details.name = name
        details.email = email
        details.role = .admin
        guard let known = try EmployeeTable.find(email: email, at: now, db) else {
            return try EmployeeTable.insert(details, at: now, db)
        }
        details = known.details
        details.role = .admin
        details.active = true
        try EmployeeTable.update(known, to: details, at: now, db)
        return known.id
    }

    private static func admitted(
        _ employee: Employee.ID, _ action: AuditAction, password: String, _ newSession: NewSession,
        at now: Instant, _ db: Database
    ) throws -> SessionRow {
        try PasswordTable.set(password, of: employee, at: now, db)
        try InvitationTable.delete(for: employee, db)
        try SessionTable.closeAll(of: employee, db)
        guard let session = try SessionTable.open(for: employee, newSession, at: now, db) else {
            throw Refusal.missing
        }
        try AuditTable.insert(
            action, by: Author(session.employee, from: newSession.origin), to: employee, at: now, db
        )
        return session
    }
}
