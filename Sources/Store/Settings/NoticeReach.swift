import GRDB

/// Whether there is anybody whom the switches of notices could reach.
package struct NoticeReach: Hashable, Sendable {
    /// Whether some client has an active admin.
    package let clientsHaveAdmins: Bool
    /// Whether some lead has an active responsible employee.
    package let leadsHaveResponsible: Bool
    /// Conversations of employees with the Telegram bot.
    package let telegramChats: Int
}

extension Store {
    /// Whom notices could reach now.
    package func noticeReach() throws(StoreError) -> NoticeReach {
        try read { db in
            NoticeReach(
                clientsHaveAdmins: try Bool.fetchOne(
                    db,
                    sql: """
                        SELECT EXISTS (SELECT 1 FROM employee WHERE active AND EXISTS
                            (SELECT 1 FROM client_admin WHERE employee_id = employee.id))
                        """) ?? false,
                leadsHaveResponsible: try Bool.fetchOne(
                    db,
                    sql: """
                        SELECT EXISTS (SELECT 1 FROM employee WHERE active AND EXISTS
                            (SELECT 1 FROM lead WHERE responsible_employee_id = employee.id))
                        """) ?? false,
                telegramChats: try Int.fetchOne(db, sql: "SELECT count(*) FROM telegram_chat") ?? 0)
        }
    }
}
