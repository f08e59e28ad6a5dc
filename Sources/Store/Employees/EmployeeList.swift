import CallRules
import Foundation
import GRDB

/// Which employees a page of the list shows.
package struct EmployeeListRequest: Hashable, Sendable {
    /// Parts of a name, an address or an extension, in any order; empty: everybody.
    package var search = ""
    package var scope = EmployeeListScope.active
    /// From 1.
    package var page = 1

    package init() {}

    /// Rows on a page.
    package static let pageLength = 50
}

/// Which employees the list shows.
package enum EmployeeListScope: String, CaseIterable, Sendable {
    case active, all
    /// Active employees without an extension.
    case withoutExtension = "without_extension"
}

/// Whether an employee can sign in.
package enum EmployeeAccess: Hashable, Sendable {
    /// Has a password.
    case password
    /// Has a valid one-time link.
    case invited(until: Instant)
    case none
}

/// An employee in the list.
package struct EmployeeListRow: Hashable, Sendable {
    package let employee: EmployeeRow
    /// Whether the employee can sign in.
    package let access: EmployeeAccess
    /// Number of calls in the last 30 days.
    package let recentCalls: Int
    /// Presence as the distribution of leads uses it.
    package let presence: Candidate.Presence
}

/// A page of the list.
package struct EmployeeList: Sendable {
    /// Active people first, by name.
    package let rows: [EmployeeListRow]
    /// Number of matching employees, on all pages.
    package let count: Int
    /// Number of all employees, without the search.
    package let everybody: Int
}

extension Store {
    /// A page of the list; `access` and `presence` as of `now`.
    package func employeeList(
        _ request: EmployeeListRequest, at now: Instant
    ) throws(StoreError) -> EmployeeList {
        let pauses = settings.settings.usePhonetPauseAsPresence
        return try read { db in
            let condition = request.conditions.allHold
            let length = EmployeeListRequest.pageLength
            let (offset, tooFar) = max(request.page - 1, 0).multipliedReportingOverflow(by: length)
            let rows = try SQLRequest<Row>(
                literal: """
                    SELECT \(EmployeeListRow.columns(pauses, at: now)) FROM employee WHERE \(condition)
                    ORDER BY active DESC, name COLLATE ukrainian, id
                    LIMIT \(length) OFFSET \(tooFar ? Int.max : offset)
                    """
            ).fetchAll(db).map { try EmployeeListRow($0, at: now) }
            let count = try SQLRequest<Int>(
                literal: "SELECT count(*) FROM employee WHERE \(condition)"
            ).fetchOne(db)
            return EmployeeList(
                rows: rows, count: count ?? 0,
                everybody: try Int.fetchOne(
                    db.cachedStatement(sql: "SELECT count(*) FROM employee")) ?? 0)
        }
    }

    /// One employee, as the list shows them.
    package func employeeListRow(
        _ id: Employee.ID, at now: Instant
    ) throws(StoreError) -> EmployeeListRow? {
        let pauses = settings.settings.usePhonetPauseAsPresence
        return try read { db in
            try SQLRequest<Row>(
                literal: """
                    SELECT \(EmployeeListRow.columns(pauses, at: now)) FROM employee WHERE id = \(id.value)
                    """
            ).fetchOne(db).map { try EmployeeListRow($0, at: now) }
        }
    }
}

extension EmployeeListRow {
    private static let recentSeconds = 30 * 24 * 3600

    fileprivate static func columns(_ pauses: Bool, at now: Instant) -> SQL {
        let pausedSince = now.earlier(bySeconds: Candidate.Presence.longestPauseSeconds)
        let since = now.earlier(bySeconds: recentSeconds)
        return """
            employee.*,
            EXISTS (SELECT 1 FROM password WHERE employee_id = employee.id) AS has_password,
            (SELECT expires_at FROM invitation
                WHERE employee_id = employee.id AND expires_at > \(now.milliseconds)) AS invited,
            (SELECT count(*) FROM call
                WHERE employee_id = employee.id AND started_at >= \(since.milliseconds)) AS calls,
            \(pauses) AND EXISTS (SELECT 1 FROM pause WHERE extension = employee.extension
                AND is_on = 1 AND at >= \(pausedSince.milliseconds)) AS is_paused
            """
    }

    fileprivate init(_ row: Row, at now: Instant) throws {
        employee = try EmployeeTable.row(row, at: now)
        let invited: Int64? = row["invited"]
        access =
            row["has_password"]
            ? .password : invited.map { .invited(until: Instant(milliseconds: $0)) } ?? .none
        recentCalls = row["calls"]
        presence = !employee.online ? .offline : row["is_paused"] ? .paused : .online
    }
}

extension EmployeeListRequest {
    fileprivate var conditions: [SQL] {
        var all: [SQL] = []
        switch scope {
        case .all: break
        case .active: all.append("active = 1")
        case .withoutExtension: all.append("active = 1 AND extension IS NULL")
        }
        for word in search.split(whereSeparator: \.isWhitespace).prefix(10) {
            let text = String(word)
            all.append(
                """
                \(FoldedName.condition(text, in: "folded_name(name)")) OR instr(lower(email), \(text.lowercased())) > 0
                    OR instr(extension, \(text)) > 0
                """)
        }
        return all
    }
}
