import CallRules
import GRDB

/// The employee who had an extension at some time.
struct ExtensionOwner: Hashable {
    let employee: Employee
    /// Whether they are active now.
    let isActive: Bool

    /// Who had an extension at a moment. When nobody had it, its next owner: assigning an extension
    /// gives its calls without an employee to the new owner. So the owner of a call does not depend on
    /// when its messages come. Nil: nobody had it then or later.
    static func of(
        _ extension: String, at moment: Instant, _ sql: Connection
    ) throws(SQLiteError) -> ExtensionOwner? {
        let row = try sql.rows(atMoment, .text(`extension`), SQLValue(moment))
        guard try row.step() else { return nil }
        defer { row.done() }
        return ExtensionOwner(
            employee: Employee(
                id: row.id(.id), name: row.text(.name), language: try row.codeIfPresent(.language)),
            isActive: row.truth(.active))
    }

    /// The owners of several extensions at a moment, inactive ones too.
    static func of(
        _ extensions: Set<String>, at moment: Instant, _ sql: Connection
    ) throws(SQLiteError) -> [Employee.ID: String] {
        var owners: [Employee.ID: String] = [:]
        for number in extensions {
            if let owner = try of(number, at: moment, sql) { owners[owner.employee.id] = number }
        }
        return owners
    }

    private enum Column: Int32, TableColumn {
        case id, name, language, active
    }

    /// The first period that has not ended at the moment: it contains the moment, or follows it.
    private static let atMoment = Query<Column>(
        """
        SELECT \(Column.list) FROM extension_owner
        CROSS JOIN employee ON employee.id = extension_owner.employee_id
        WHERE extension_owner.extension = ?1
            AND (until_at IS NULL OR until_at > max(from_at, ?2))
        ORDER BY from_at LIMIT 1
        """)
}

/// Gives calls without an employee to the owners of their extensions, as `ExtensionOwner.of` finds
/// them, some in each step: an extension may have hundreds of thousands of calls.
enum UnownedCalls {
    /// Most calls of one step, which takes a few milliseconds.
    static let limit = 50

    /// Gives some calls of an extension.
    /// - Returns: true when there may be more.
    @discardableResult
    static func give(of extension: String, _ db: Database) throws -> Bool {
        let end = try Int64.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT max(ifnull(until_at, \(Int64.max))) FROM extension_owner
                    WHERE extension = ? AND (until_at IS NULL OR until_at > from_at)
                    """), arguments: [`extension`])
        guard let end else { return false }
        try db.cachedStatement(
            sql: """
                UPDATE call SET employee_id = (
                    SELECT employee_id FROM extension_owner
                    WHERE extension = call.extension AND (until_at IS NULL
                        OR until_at > max(from_at, ifnull(call.started_at, call.seen_at)))
                    ORDER BY from_at LIMIT 1)
                WHERE id IN (
                    SELECT id FROM call INDEXED BY call_unmapped
                    WHERE employee_id IS NULL AND extension = ?1 AND started_at < ?2
                    UNION ALL
                    SELECT id FROM call INDEXED BY call_unmapped
                    WHERE employee_id IS NULL AND extension = ?1 AND started_at IS NULL
                        AND ?2 = \(Int64.max)
                    LIMIT \(limit))
                """
        ).execute(arguments: [`extension`, end])
        if db.changesCount == limit { return true }
        return try ParticipantTable.give(of: `extension`, until: end, db)
    }

    /// An extension with a call to give; nil: none.
    static func next(_ db: Database) throws -> String? {
        try String.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT owned.extension FROM (
                        SELECT extension, max(ifnull(until_at, \(Int64.max))) AS end_at
                        FROM extension_owner WHERE until_at IS NULL OR until_at > from_at
                        GROUP BY extension) AS owned
                    WHERE EXISTS (
                        SELECT 1 FROM call INDEXED BY call_unmapped
                        WHERE employee_id IS NULL AND extension = owned.extension
                            AND started_at < owned.end_at)
                        OR owned.end_at = \(Int64.max) AND EXISTS (
                            SELECT 1 FROM call INDEXED BY call_unmapped
                            WHERE employee_id IS NULL AND extension = owned.extension
                                AND started_at IS NULL)
                    LIMIT 1
                    """))
    }
}

extension Store {
    /// Gives the next calls to owners of their extensions.
    ///
    /// - Returns: whether there was one.
    func continueGivingCalls(at now: Instant) throws(StoreError) -> Bool {
        let next = try read { try UnownedCalls.next($0) ?? ParticipantTable.next($0) }
        guard let `extension` = next else { return false }
        try writeInSteps(.system(at: now)) { try UnownedCalls.give(of: `extension`, $0.db) }
        return true
    }
}
