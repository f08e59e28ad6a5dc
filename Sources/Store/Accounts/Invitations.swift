import CallRules
import GRDB

extension Store {
    /// Makes the one-time link of an employee, or of the first run. One made before becomes useless.
    ///
    /// - Parameters:
    ///   - employee: nil for the first run; a conflict as soon as an administrator can sign in.
    ///     Somebody inactive or without an e-mail address cannot be invited.
    ///   - hash: SHA-256 of the link's token, 32 bytes.
    package func invite(
        _ employee: Employee.ID?, hash: [UInt8], expiring: Instant, by author: Author,
        at now: Instant
    ) throws(StoreError) -> SaveOutcome<InvitationRow> {
        try save { db in
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

    /// What a one-time link is for; nil when it is used up, replaced or past its time, when its
    /// person cannot sign in, or when it is the one of the first run and there is an administrator.
    ///
    /// - Parameter hash: SHA-256 of the link's token, 32 bytes.
    package func invitation(hash: [UInt8], at now: Instant) throws(StoreError) -> InvitationRow? {
        try read { try InvitationTable.find(hash: hash, at: now, $0) }
    }

    /// The end of a one-time link: its person has the password, is signed in here and nowhere else.
    ///
    /// - Parameters:
    ///   - hash: SHA-256 of the link's token, 32 bytes.
    ///   - password: the new password's hash.
    /// - Returns: missing when the link is of no use, or is the one of the first run.
    package func acceptInvitation(
        hash: [UInt8], password: String, _ newSession: NewSession, at now: Instant
    ) throws(StoreError) -> SaveOutcome<SessionRow> {
        try save { db in
            guard let person = try InvitationTable.find(hash: hash, at: now, db)?.employee else {
                throw Refusal.missing
            }
            return try Store.admitted(
                person.id, .invitationAccepted, password: password, newSession, at: now, db)
        }
    }

    /// The end of the first run: the first administrator is made, has the password and is signed in.
    /// An employee who has this e-mail address already becomes the administrator and keeps the name.
    ///
    /// - Parameters: as for `acceptInvitation`.
    /// - Returns: missing when the link is of no use, or is not the one of the first run.
    package func setUp(
        hash: [UInt8], name: String, email: String, password: String, _ newSession: NewSession,
        at now: Instant
    ) throws(StoreError) -> SaveOutcome<SessionRow> {
        try save { db in
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
            action, by: Author(session, from: newSession.origin), to: employee, at: now, db)
        return session
    }
}
