import CallRules
import Foundation
import GRDB

/// Browsers that an employee signed in with before. A known browser gives no access; the sign-in throttle
/// of other browsers does not apply to it.
enum DeviceTable {
    /// A browser is known for 180 days after its last sign-in; in seconds.
    private static let longestSeconds = 180 * 24 * 60 * 60

    static func insert(
        _ newSession: NewSession, of employee: Employee.ID, at now: Instant, _ db: Database
    ) throws {
        if let old = newSession.oldDevice {
            try db.execute(sql: "DELETE FROM device WHERE hash = ?", arguments: [Data(old)])
        }
        try db.execute(
            sql: "INSERT INTO device (hash, employee_id, created_at) VALUES (?, ?, ?)",
            arguments: [Data(newSession.device), employee, now])
    }

    static func trim(at now: Instant, _ db: Database) throws {
        try db.execute(
            sql: "DELETE FROM device WHERE created_at <= ?",
            arguments: [now.earlier(bySeconds: longestSeconds)])
    }
}

extension Store {
    /// The id of a known browser; nil: it is unknown.
    ///
    /// - Parameter hash: SHA-256 of the browser's cookie, 32 bytes.
    package func device(hash: [UInt8], of employee: Employee.ID) throws(StoreError) -> Int64? {
        try read { db in
            try Int64.fetchOne(
                db.cachedStatement(sql: "SELECT id FROM device WHERE hash = ? AND employee_id = ?"),
                arguments: [Data(hash), employee])
        }
    }

    /// Whether somebody signed in from this address before.
    package func hasSignedIn(
        _ employee: Employee.ID, from sourceIP: String
    ) throws(StoreError) -> Bool {
        try read { db in
            try Bool.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT EXISTS (
                            SELECT 1 FROM audit_entry
                            WHERE employee_id = ? AND source_ip = ? AND action = ?)
                        """),
                arguments: [employee, sourceIP, AuditAction.signedIn.rawValue]) ?? false
        }
    }
}
