import CallRules
import GRDB

extension Store {
    /// An employee's notice preference; by default everything at any hour.
    package func noticePreference(
        of employee: Employee.ID
    ) throws(StoreError) -> NoticePreference {
        try read { db in
            try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT choice, quiet_from, quiet_until FROM notice_preference
                        WHERE employee_id = ?
                        """),
                arguments: [employee.value]
            ).map { try NoticePreference($0) } ?? NoticePreference()
        }
    }

    /// Saves an employee's notice preference. It also applies to notices that are already waiting.
    ///
    /// - Returns: false when there is no such employee.
    @discardableResult
    package func saveNoticePreference(
        _ preference: NoticePreference, of employee: Employee.ID
    ) throws(StoreError) -> Bool {
        try write(.upkeep) { transaction in
            let db = transaction.db
            guard try EmployeeTable.exists(employee, db) else { return false }
            try db.execute(
                sql: """
                    INSERT INTO notice_preference (employee_id, choice, quiet_from, quiet_until)
                    VALUES (?, ?, ?, ?)
                    ON CONFLICT (employee_id) DO UPDATE SET choice = excluded.choice,
                        quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until
                    """,
                arguments: [
                    employee.value, preference.choice.rawValue, preference.quietHours?.from,
                    preference.quietHours?.until,
                ])
            return true
        }
    }
}

extension NoticePreference {
    /// Reads the columns `choice`, `quiet_from` and `quiet_until`; all are null when there is no
    /// row.
    init(_ row: Row) throws(UnknownCode) {
        self.init()
        choice = try row.codeIfPresent("choice") ?? .everything
        if let from = row["quiet_from"] as Int?, let until = row["quiet_until"] as Int? {
            quietHours = QuietHours(from: from, until: until)
        }
    }
}
