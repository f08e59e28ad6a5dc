import CallRules
import Foundation
import GRDB

/// A one-time link for choosing a password; only the SHA-256 of its token is stored.
package struct InvitationRow: Hashable, Sendable {
    /// The invited employee; nil: the link of the first run, which makes the first administrator.
    package let employee: EmployeeRow?
    /// The link is refused from this moment on.
    package let expiresAt: Instant
}

enum InvitationTable {
    /// Stores the link of an employee; replaces the earlier one.
    static func replace(
        for employee: Employee.ID?, hash: [UInt8], expiring: Instant, at now: Instant,
        _ db: Database
    ) throws {
        try delete(for: employee, db)
        try db.execute(
            sql: """
                INSERT INTO invitation (hash, employee_id, created_at, expires_at)
                VALUES (?, ?, ?, ?)
                """,
            arguments: [
                Data(hash), employee, now, expiring,
            ])
    }

    /// Nil when the link was used, was replaced or has expired, when its employee cannot sign in, or
    /// when it is the link of the first run and there is an administrator.
    static func find(hash: [UInt8], at now: Instant, _ db: Database) throws -> InvitationRow? {
        let found = try Row.fetchOne(
            db.cachedStatement(
                sql:
                    "SELECT employee_id, expires_at FROM invitation WHERE hash = ? AND expires_at > ?"
            ),
            arguments: [Data(hash), now])
        guard let found else { return nil }
        let expiresAt = Instant(milliseconds: found["expires_at"])
        guard let id = (found["employee_id"] as Int64?).map(Employee.ID.init) else {
            if try PasswordTable.hasAdministrator(db) { return nil }
            return InvitationRow(employee: nil, expiresAt: expiresAt)
        }
        guard let employee = try EmployeeTable.find(id, at: now, db), employee.details.active,
            employee.details.email != nil
        else { return nil }
        return InvitationRow(employee: employee, expiresAt: expiresAt)
    }

    static func delete(for employee: Employee.ID?, _ db: Database) throws {
        try db.execute(
            sql: "DELETE FROM invitation WHERE ifnull(employee_id, 0) = ?",
            arguments: [employee?.value ?? 0])
    }

    static func trim(at now: Instant, _ db: Database) throws {
        try db.execute(
            sql: "DELETE FROM invitation WHERE expires_at <= ?", arguments: [now])
    }
}
