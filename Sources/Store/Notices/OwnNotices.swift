import CallRules
import GRDB

// The notices an employee sees: due and not dropped.

extension Store {
    /// An employee's notices that are due, the latest first.
    package func ownNotices(
        of person: Employee.ID, at now: Instant, _ page: Pagination
    ) throws(StoreError) -> Page<NoticeRow> {
        try read { db in
            var conditions = NoticeRow.told(person, at: now)
            if let after = page.after { conditions.append("notice.id < \(after.id)") }
            let rows = try NoticeRow.list(conditions, limit: page.limit + 1, db)
            return Page(rows, limit: page.limit) { Cursor(id: $0.id) }
        }
    }

    /// Stores that an employee opened one of the employee's own notices.
    ///
    /// - Returns: the notice; nil when it does not belong to the employee.
    package func openNotice(
        _ id: Int64, of person: Employee.ID, at now: Instant
    ) throws(StoreError) -> NoticeRow? {
        try write(.upkeep) { transaction in
            try NoticeRow.see("id = \(id)", of: person, at: now, transaction)
            let conditions: [SQL] = ["notice.id = \(id)", "notice.employee_id = \(person.value)"]
            return try NoticeRow.list(conditions, limit: 1, transaction.db).first
        }
    }

    /// Stores that an employee has seen all notices that are due by now: some in each transaction, because
    /// an employee who never opened any may have a hundred thousand.
    package func seeNotices(of person: Employee.ID, at now: Instant) throws(StoreError) {
        let limit = 1000
        var changed = limit
        while changed >= limit {
            changed = try write(.upkeep) { transaction in
                let some: SQL = """
                    id IN (SELECT id FROM notice
                        WHERE employee_id = \(person.value) AND seen_at IS NULL
                            AND dropped_reason IS NULL AND \(NoticeRow.isDue(at: now))
                        ORDER BY id LIMIT \(limit))
                    """
                try NoticeRow.see(some, of: person, at: now, transaction)
                return transaction.db.changesCount
            }
        }
    }
}

extension NoticeRow {
    /// One that was sent stays due when the clock is set back.
    fileprivate static func isDue(at now: Instant) -> SQL {
        "(notice.due_at <= \(now.milliseconds) OR notice.sent_at IS NOT NULL)"
    }

    /// Conditions for the notices an employee sees. A notice of ringing is hidden once a notice
    /// says that the call was missed.
    fileprivate static func told(_ person: Employee.ID, at now: Instant) -> [SQL] {
        [
            "notice.employee_id = \(person.value)", "notice.dropped_reason IS NULL",
            isDue(at: now),
            """
            NOT (notice.kind = 'incoming_call' AND EXISTS (SELECT 1 FROM notice AS later
                WHERE later.call_id = notice.call_id AND later.kind = 'missed_call'
                    AND later.employee_id = notice.employee_id AND later.dropped_reason IS NULL))
            """,
        ]
    }

    /// Conditions for the notices an employee has not opened yet. A notice of ringing is left out
    /// when the employee took the call.
    private static func notOpened(_ person: Employee.ID, at now: Instant) -> [SQL] {
        told(person, at: now) + [
            "notice.seen_at IS NULL",
            """
            NOT (notice.kind = 'incoming_call' AND call.answered_at IS NOT NULL
                AND call.employee_id IS \(person.value))
            """,
        ]
    }

    static func unread(
        of person: Employee.ID, at now: Instant, limit: Int, _ db: Database
    ) throws -> [NoticeRow] {
        try list(notOpened(person, at: now), limit: limit, db)
    }

    /// The number of unread notices, at most 100.
    static func unreadCount(of person: Employee.ID, at now: Instant, _ db: Database) throws -> Int {
        try SQLRequest<Int>(
            literal: """
                SELECT count(*) FROM (SELECT 1 FROM notice JOIN call ON call.id = notice.call_id
                    WHERE \(notOpened(person, at: now).allHold) LIMIT 100)
                """, cached: true
        ).fetchOne(db) ?? 0
    }

    /// When an employee's next notice is due; nil: none is waiting.
    static func nextDue(
        of person: Employee.ID, after now: Instant, _ db: Database
    ) throws -> Instant? {
        try Int64.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT min(due_at) FROM notice
                    WHERE due_at > ? AND employee_id = ? AND sent_at IS NULL AND dropped_reason IS NULL
                    """), arguments: [now.milliseconds, person.value]
        ).map(Instant.init)
    }

    fileprivate static func see(
        _ condition: SQL, of person: Employee.ID, at now: Instant,
        _ transaction: Writer.Transaction
    ) throws {
        try transaction.db.execute(
            literal: """
                UPDATE notice SET seen_at = \(now.milliseconds)
                WHERE \(condition) AND employee_id = \(person.value) AND seen_at IS NULL
                """)
    }
}
