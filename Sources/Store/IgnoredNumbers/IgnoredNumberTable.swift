import CallRules
import GRDB

/// An entry of the ignore list as people see it.
package struct IgnoredNumberRow: Hashable, Sendable {
    package let id: IgnoredNumber.ID
    /// Grows with each change.
    package let version: Int64
    /// E.164, or the beginning of it.
    package let number: String
    /// True: all numbers that begin so.
    package let isPrefix: Bool
    /// Why, for people.
    package let reason: String
    package let createdAt: Instant
    /// The name of who added it, at that time.
    package let createdBy: String
    /// The number of calls that were ignored because of it.
    package let calls: Int
}

/// What an entry of the ignore list is made of.
package struct IgnoredNumberDetails: Hashable, Sendable {
    /// As typed.
    package var number = ""
    /// True: all numbers that begin so.
    package var isPrefix = false
    /// 1…200 characters.
    package var reason = ""

    package init() {}
}

enum IgnoredNumberTable {
    /// The most entries; the list is in memory.
    static let most = 10_000

    private static func rows(seenBy viewer: Viewer) -> SQL {
        """
        SELECT ignored_number.*,
            (SELECT count(*) FROM call
                WHERE ignored_by = ignored_number.id AND \(viewer.calls().orTrue)) AS calls
        FROM ignored_number
        """
    }

    static func all(_ db: Database) throws -> [IgnoredNumber] {
        try Row.fetchAll(db, sql: "SELECT id, number, is_prefix, reason FROM ignored_number").map {
            IgnoredNumber(
                id: $0["id"], number: $0["number"], isPrefix: $0["is_prefix"],
                reason: $0["reason"])
        }
    }

    /// The entries that the viewer sees, with how many calls they see.
    ///
    /// - Parameters:
    ///   - condition: which of them.
    ///   - end: ORDER BY and LIMIT.
    static func list(
        _ condition: SQL, _ end: SQL = "", seenBy viewer: Viewer, _ db: Database
    ) throws -> [IgnoredNumberRow] {
        let rows = rows(seenBy: viewer)
        return try SQLRequest<Row>(
            literal: "\(rows) WHERE \(condition) AND \(viewer.ignored.orTrue) \(end)"
        ).fetchAll(db).map { row in
            IgnoredNumberRow(
                id: row["id"], version: row["version"], number: row["number"],
                isPrefix: row["is_prefix"], reason: row["reason"], createdAt: row["created_at"],
                createdBy: row["created_by"], calls: row["calls"])
        }
    }

    static func find(
        _ id: IgnoredNumber.ID, seenBy viewer: Viewer = .program, _ db: Database
    ) throws -> IgnoredNumberRow? {
        try list("ignored_number.id = \(id)", seenBy: viewer, db).first
    }

    static func subject(_ id: IgnoredNumber.ID) -> String { "ignored-number/\(id.value)" }
}
