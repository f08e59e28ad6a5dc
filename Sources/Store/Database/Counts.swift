import GRDB

/// Figures for monitoring.
package struct StoreCounts: Hashable, Sendable {
    /// Stored webhook messages by status.
    package let messages: [WebhookMessageStatus: Int]
    /// Stored calls.
    package let calls: Int
    /// Stored leads.
    package let leads: Int
    /// Notices not sent and not dropped yet.
    package let waitingNotices: Int
    /// Events of the log, and the number of the newest.
    package let events: EventSpan
}

extension Store {
    /// Counts rows in indexes; takes several hundred milliseconds with millions of rows.
    package func counts() throws(StoreError) -> StoreCounts {
        try read { db in
            var messages: [WebhookMessageStatus: Int] = [:]
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: "SELECT status, count(*) AS n FROM webhook_message GROUP BY status"))
            for row in rows {
                messages[try row.code("status")] = row["n"]
            }
            func count(_ sql: String) throws -> Int {
                try Int.fetchOne(db, sql: "SELECT count(*) FROM \(sql)") ?? 0
            }
            return StoreCounts(
                messages: messages, calls: try count("call"), leads: try count("lead"),
                waitingNotices: try StoreCounts.waitingNotices(db), events: try EventTable.span(db))
        }
    }

    /// Notices not sent and not dropped yet.
    package func waitingNotices() throws(StoreError) -> Int {
        try read(StoreCounts.waitingNotices)
    }
}

extension StoreCounts {
    fileprivate static func waitingNotices(_ db: Database) throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT count(*) FROM notice WHERE sent_at IS NULL AND dropped_reason IS NULL
                    """)) ?? 0
    }
}
