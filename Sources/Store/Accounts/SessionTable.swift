import CallRules
import Foundation
import GRDB

/// A session of an employee in one browser; only the SHA-256 of its cookie is stored.
package struct SessionRow: Hashable, Sendable {
    /// A session ends after 30 minutes without use; in seconds.
    package static let idleSeconds = 30 * 60
    /// A session ends 12 hours after it was opened; in seconds.
    package static let longestSeconds = 12 * 60 * 60

    /// A session whose times lie further in the future than this has expired: a wrong clock set them. An
    /// hour is what a clock in another time zone is wrong by; within it nobody is signed out.
    static let maxFutureSeconds = 60 * 60 + Instant.clockToleranceSeconds

    package let id: Int64
    /// The employee with the role that this session gives.
    package let employee: EmployeeRow
    /// The role of the employee where this session gives a lower one; nil: it gives this role.
    package let withheldRole: Employee.Role?
    /// When the employee signed in.
    package let createdAt: Instant
    /// When it was last used, to the minute.
    package let usedAt: Instant
    /// When the password was last typed in it; nil: never, as after a sign-in link.
    package let passwordAt: Instant?
    /// The address it was opened from.
    package let sourceIP: String
    /// User-Agent of the browser at that time, at most 200 characters.
    package let browser: String

    /// Whether the password was typed in this session at most so many seconds ago. A time in the
    /// future does not count: a wrong clock set it.
    package func knowsPassword(within seconds: Int, at now: Instant) -> Bool {
        guard let passwordAt else { return false }
        return passwordAt <= now.advanced(bySeconds: Instant.clockToleranceSeconds)
            && now.seconds(since: passwordAt) < seconds
    }
}

enum SessionTable {
    private static let alive = """
        SELECT session.id AS session_id, session.created_at AS opened_at, used_at, source_ip,
            browser, password_at, role_limit, employee.*
        FROM session JOIN employee ON employee.id = session.employee_id AND employee.active = 1
        WHERE used_at > ? AND opened_at > ? AND max(used_at, opened_at) <= ?
        """

    private static func limits(at now: Instant) -> [Int64] {
        [
            now.earlier(bySeconds: SessionRow.idleSeconds).milliseconds,
            now.earlier(bySeconds: SessionRow.longestSeconds).milliseconds,
            now.advanced(bySeconds: SessionRow.maxFutureSeconds).milliseconds,
        ]
    }

    static func find(
        hash: [UInt8], at now: Instant, _ db: Database
    ) throws -> SessionRow? {
        try Row.fetchOne(
            db.cachedStatement(sql: "\(alive) AND hash = ?"),
            arguments: StatementArguments(limits(at: now)) + [Data(hash)]
        ).map { try row($0, at: now) }
    }

    static func all(
        of employee: Employee.ID, at now: Instant, _ db: Database
    ) throws -> [SessionRow] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: "\(alive) AND employee_id = ? ORDER BY used_at DESC, session.id DESC"),
            arguments: StatementArguments(limits(at: now)) + [employee.value]
        ).map { try row($0, at: now) }
    }

    /// How somebody proved who they are.
    enum Proof {
        /// They have just typed or chosen their password.
        case password
        /// The CRM says so. The session gives no role above the limit.
        case crm(limit: Employee.Role)

        var limit: Employee.Role? {
            if case .crm(let limit) = self { limit } else { nil }
        }
    }

    /// The new session of an employee; nil when the person is inactive or gone.
    static func open(
        for employee: Employee.ID, _ newSession: NewSession, by proof: Proof = .password,
        at now: Instant, _ db: Database
    ) throws -> SessionRow? {
        guard let person = try EmployeeTable.find(employee, at: now, db), person.details.active
        else { return nil }
        if let old = newSession.oldSession {
            let found = try Row.fetchOne(
                db, sql: "SELECT id, employee_id FROM session WHERE hash = ?",
                arguments: [Data(old)])
            if let found {
                try db.execute(sql: "DELETE FROM session WHERE id = ?", arguments: [found["id"]])
                try endPresence(of: Employee.ID(found["employee_id"]), db)
            }
        }
        let origin = newSession.origin
        try db.execute(
            sql: """
                INSERT INTO session (hash, employee_id, created_at, used_at, source_ip, browser,
                    password_at, role_limit)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                Data(newSession.session), employee, now, now,
                origin.sourceIP, origin.browser, proof.limit == nil ? now : nil,
                proof.limit?.rawValue,
            ])
        let id = db.lastInsertedRowID
        try DeviceTable.insert(newSession, of: employee, at: now, db)
        return SessionRow(
            id: id, person, limit: proof.limit, createdAt: now, usedAt: now,
            passwordAt: proof.limit == nil ? now : nil,
            sourceIP: origin.sourceIP, browser: origin.browser)
    }

    /// Ends a session; without another one in use the employee is offline at once.
    static func close(_ session: SessionRow, _ db: Database) throws -> Bool {
        try db.execute(sql: "DELETE FROM session WHERE id = ?", arguments: [session.id])
        guard db.changesCount > 0 else { return false }
        try endPresence(of: session.employee.id, db)
        return true
    }

    /// The employee stays online only as long as the last use of the remaining sessions lets them.
    private static func endPresence(of employee: Employee.ID, _ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE employee SET online_until = (
                    SELECT min(max(used_at) + ?2, employee.online_until) FROM session
                    WHERE employee_id = ?1)
                WHERE id = ?1 AND online_until IS NOT NULL
                """,
            arguments: [employee, Heartbeats.holdsSeconds * 1000])
    }

    /// Ends an employee's sessions.
    ///
    /// - Parameter forgettingBrowsers: removes the push subscriptions too: a push names customers and
    ///   must not reach a browser that the employee lost.
    /// - Returns: the number of sessions that ended.
    @discardableResult
    static func closeAll(
        of employee: Employee.ID, except kept: Int64? = nil, forgettingBrowsers: Bool = true,
        _ db: Database
    ) throws -> Int {
        if forgettingBrowsers {
            try db.execute(
                sql: "DELETE FROM push_subscription WHERE employee_id = ?", arguments: [employee])
        }
        try db.execute(
            sql: "DELETE FROM session WHERE employee_id = ? AND id IS NOT ?",
            arguments: [employee, kept])
        let ended = db.changesCount
        if ended > 0 { try endPresence(of: employee, db) }
        return ended
    }

    static func trim(at now: Instant, _ db: Database) throws {
        try db.execute(
            sql: """
                DELETE FROM session
                WHERE used_at <= ? OR created_at <= ? OR max(used_at, created_at) > ?
                """,
            arguments: StatementArguments(limits(at: now)))
    }

    /// Gives the session of somebody who has just typed their password another cookie.
    static func renew(_ id: Int64, hash: [UInt8], at now: Instant, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE session SET hash = ?, password_at = ? WHERE id = ?",
            arguments: [Data(hash), now, id])
    }

    /// Notes that the password was typed again.
    static func confirm(_ id: Int64, at now: Instant, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE session SET password_at = ? WHERE id = ?", arguments: [now, id])
    }

    /// The session gives the role of its employee from now on.
    static func raiseRole(_ id: Int64, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE session SET role_limit = NULL WHERE id = ? AND role_limit IS NOT NULL",
            arguments: [id])
    }

    private static func row(_ row: Row, at now: Instant) throws -> SessionRow {
        SessionRow(
            id: row["session_id"], try EmployeeTable.row(row, at: now),
            limit: try row.codeIfPresent("role_limit"), createdAt: row["opened_at"],
            usedAt: row["used_at"], passwordAt: row["password_at"], sourceIP: row["source_ip"],
            browser: row["browser"])
    }
}

extension SessionRow {
    /// - Parameters:
    ///   - person: the employee with the role that is stored.
    ///   - limit: the highest role that the session gives; nil: any.
    fileprivate init(
        id: Int64, _ person: EmployeeRow, limit: Employee.Role?, createdAt: Instant,
        usedAt: Instant, passwordAt: Instant?, sourceIP: String, browser: String
    ) {
        let role = person.details.role
        let given = limit.map(role.limited) ?? role
        self.init(
            id: id, employee: person.with(role: given),
            withheldRole: given == role ? nil : role, createdAt: createdAt, usedAt: usedAt,
            passwordAt: passwordAt, sourceIP: sourceIP, browser: browser)
    }
}

extension EmployeeRow {
    /// The employee with another role.
    fileprivate func with(role: Employee.Role) -> EmployeeRow {
        var details = details
        details.role = role
        return EmployeeRow(
            id: id, version: version, changedAt: changedAt, details: details, online: online,
            lastSeenAt: lastSeenAt, updatedAt: updatedAt)
    }
}
