import CallRules
import GRDB

extension Store {
    /// Opens a session after the password was verified; ends the session the browser had before.
    ///
    /// - Parameter password: the row the typed password was verified with.
    /// - Returns: nil when the person is inactive or the password was changed meanwhile.
    package func openSession(
        for password: PasswordRow, _ newSession: NewSession, at now: Instant
    ) throws(StoreError) -> SessionRow? {
        try write(.upkeep) { transaction in
            let db = transaction.db
            guard try PasswordTable.find(password.employee, db)?.hash == password.hash,
                let session = try SessionTable.open(
                    for: password.employee, newSession, at: now, db)
            else { return nil }
            try AuditTable.insert(
                .signedIn, by: Author(session.employee, from: newSession.origin),
                to: password.employee,
                at: now, db)
            return session
        }
    }

    /// The session of a cookie; nil when it was closed, unused for 30 minutes, older than 12 hours, or when
    /// the employee is inactive.
    ///
    /// - Parameter hash: SHA-256 of the cookie, 32 bytes.
    package func session(hash: [UInt8], at now: Instant) throws(StoreError) -> SessionRow? {
        try read { try SessionTable.find(hash: hash, at: now, $0) }
    }

    /// Records that a session was used; writes at most once a minute and does not wait.
    package func useSession(_ session: SessionRow, at now: Instant) {
        guard abs(now.milliseconds - session.usedAt.milliseconds) >= 60_000 else { return }
        writer.enqueue(.upkeep) { transaction in
            try transaction.db.execute(
                sql: "UPDATE session SET used_at = ? WHERE id = ?",
                arguments: [now, session.id])
        }
    }

    /// Notes that the password was typed again in a session, after it was verified.
    ///
    /// - Parameter password: the row the typed password was verified with.
    /// - Returns: false when the password was changed meanwhile.
    package func confirmPassword(
        _ password: PasswordRow, in session: SessionRow, at now: Instant
    ) throws(StoreError) -> Bool {
        try write(.upkeep) { transaction in
            let known = try PasswordTable.find(session.employee.id, transaction.db)
            guard known == password else { return false }
            try SessionTable.confirm(session.id, at: now, transaction.db)
            return true
        }
    }

    /// Gives a session the full role of its employee, after the password was verified.
    package func raiseRole(
        of session: SessionRow, from origin: ClientInfo, at now: Instant
    ) throws(StoreError) {
        try write(.upkeep) { transaction in
            try SessionTable.raiseRole(session.id, transaction.db)
            guard transaction.db.changesCount > 0 else { return }
            try AuditTable.insert(
                .roleRaised, by: Author(session.employee, from: origin), to: session.employee.id,
                at: now,
                transaction.db)
        }
    }

    /// Signs out.
    package func closeSession(
        _ session: SessionRow, from origin: ClientInfo, at now: Instant
    ) throws(StoreError) {
        try write(.upkeep) { transaction in
            guard try SessionTable.close(session, transaction.db) else { return }
            try AuditTable.insert(
                .signedOut, by: Author(session.employee, from: origin), to: session.employee.id,
                at: now,
                transaction.db)
        }
    }

    /// Ends all sessions of an employee.
    ///
    /// - Parameters:
    ///   - kept: the session that stays open; nil: none.
    ///   - author: the employee or an administrator.
    /// - Returns: the number of sessions that ended.
    @discardableResult
    package func closeSessions(
        of employee: Employee.ID, except kept: SessionRow? = nil, by author: Author,
        at now: Instant
    ) throws(StoreError) -> Int {
        try write(.upkeep) { transaction in
            try AuditTable.insert(
                .signedOutEverywhere, by: author, to: employee, at: now, transaction.db)
            return try SessionTable.closeAll(of: employee, except: kept?.id, transaction.db)
        }
    }

    /// The sessions of an employee, the last used first.
    package func sessions(
        of employee: Employee.ID, at now: Instant
    ) throws(StoreError) -> [SessionRow] {
        try read { try SessionTable.all(of: employee, at: now, $0) }
    }

    /// Deletes expired sessions, one-time links and known browsers, unless the clock is in doubt.
    package func trimSignIns(at now: Instant) throws(StoreError) {
        guard try clockHold(at: now) == nil else { return }
        try write(.upkeep) { transaction in
            try SessionTable.trim(at: now, transaction.db)
            try InvitationTable.trim(at: now, transaction.db)
            try DeviceTable.trim(at: now, transaction.db)
            try SignInLinkTable.trim(at: now, transaction.db)
            try SSOTable.trim(at: now, transaction.db)
        }
    }
}
