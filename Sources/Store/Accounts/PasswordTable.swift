import CallRules
import GRDB

/// The hash of an active employee's password; it names its own algorithm and costs.
package struct PasswordRow: Hashable, Sendable {
    package let employee: Employee.ID
    /// scrypt, with its costs and salt.
    package let hash: String
    /// When the password was chosen.
    package let changedAt: Instant
}

enum PasswordTable {
    static func find(_ employee: Employee.ID, _ db: Database) throws -> PasswordRow? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT password.* FROM password
                    JOIN employee ON employee.id = employee_id AND active = 1 WHERE employee_id = ?
                    """),
            arguments: [employee]
        ).map(row)
    }

    static func find(email: String, _ db: Database) throws -> PasswordRow? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT password.* FROM password
                    JOIN employee ON employee.id = employee_id AND active = 1 WHERE email = ?
                    """),
            arguments: [email]
        ).map(row)
    }

    static func set(
        _ hash: String, of employee: Employee.ID, at now: Instant, _ db: Database
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO password (employee_id, hash, changed_at) VALUES (?1, ?2, ?3)
                ON CONFLICT (employee_id) DO UPDATE SET hash = ?2, changed_at = ?3
                """,
            arguments: [employee, hash, now])
    }

    /// Whether an administrator can sign in.
    static func hasAdministrator(_ db: Database) throws -> Bool {
        try !administrators(2, db).isEmpty
    }

    /// Whether this is the only administrator who can sign in.
    static func isLastAdministrator(_ employee: Employee.ID, _ db: Database) throws -> Bool {
        try administrators(2, db) == [employee.value]
    }

    /// Up to `limit` of the administrators who can sign in.
    private static func administrators(_ limit: Int, _ db: Database) throws -> [Int64] {
        try Int64.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT employee.id FROM employee JOIN password ON employee_id = employee.id
                    WHERE role = 'admin' AND active = 1 AND email IS NOT NULL LIMIT ?
                    """),
            arguments: [limit])
    }

    private static func row(_ row: Row) -> PasswordRow {
        PasswordRow(
            employee: row["employee_id"], hash: row["hash"],
            changedAt: row["changed_at"])
    }
}

extension Store {
    /// Whether there is an active administrator with an e-mail address and a password.
    package func hasAdministrator() throws(StoreError) -> Bool {
        try read { try PasswordTable.hasAdministrator($0) }
    }

    /// The password of the active employee with this e-mail address, case ignored; nil: no such employee or no
    /// password.
    package func password(email: String) throws(StoreError) -> PasswordRow? {
        try read { try PasswordTable.find(email: email, $0) }
    }

    /// The password of an active employee; nil: none.
    package func password(of employee: Employee.ID) throws(StoreError) -> PasswordRow? {
        try read { try PasswordTable.find(employee, $0) }
    }

    /// Changes the password of the signed-in employee; ends their other sessions and their one-time link.
    ///
    /// - Parameter cookie: SHA-256 of the session's new cookie, 32 bytes: whoever knows the old one is
    ///   signed out.
    package func setPassword(
        _ hash: String, in session: SessionRow, cookie: [UInt8], from origin: ClientInfo,
        at now: Instant
    ) throws(StoreError) {
        try write(.upkeep) { transaction in
            let (db, employee) = (transaction.db, session.employee.id)
            try PasswordTable.set(hash, of: employee, at: now, db)
            try InvitationTable.delete(for: employee, db)
            try SessionTable.closeAll(of: employee, except: session.id, db)
            try SessionTable.renew(session.id, hash: cookie, at: now, db)
            try AuditTable.insert(
                .passwordChanged, by: Author(session.employee, from: origin), to: employee, at: now,
                db)
        }
    }

    /// Writes an audit line about a refused sign-in; does not wait.
    ///
    /// - Parameter employee: the account; nil: an unknown e-mail address, which is not stored,
    ///   because people type passwords into the wrong field.
    package func refusedSignIn(to employee: Employee.ID?, from origin: ClientInfo, at now: Instant)
    {
        writer.enqueue(.upkeep) { transaction in
            try AuditTable.insert(
                .signInRefused, by: Author(name: "", origin: origin),
                to: employee.map { "employee/\($0.value)" } ?? "", at: now, transaction.db)
        }
    }
}
