import CallRules
import GRDB

/// What is on its way to people's browsers, and what did not arrive.
package struct Outbox: Hashable, Sendable {
    /// Notices that wait to be delivered.
    package let notices: Int
    /// Since when the oldest of them could have been delivered.
    package let oldest: Instant?
    /// Pushes that were given up, of those made in the last 24 hours.
    package let failed: Int
}

extension Store {
    /// What waits as of `now`.
    package func outbox(at now: Instant) throws(StoreError) -> Outbox {
        try read { db in
            let waiting = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT count(*), min(due_at) FROM notice
                        WHERE sent_at IS NULL AND dropped_reason IS NULL
                        """))
            let day = now.earlier(bySeconds: 86_400)
            let first = try TimeOrder(table: "push_delivery", column: "created_at")
                .firstID(since: day, db)
            let failed = try Int.fetchOne(
                db.cachedStatement(
                    sql: "SELECT count(*) FROM push_delivery WHERE id >= ? AND state = 'failed'"),
                arguments: [first])
            return Outbox(
                notices: waiting?[0] ?? 0,
                oldest: (waiting?[1] as Int64?).map(Instant.init(milliseconds:)),
                failed: failed ?? 0)
        }
    }

    /// Webhook messages of the last 24 hours that could not be read.
    package func failedMessages(at now: Instant) throws(StoreError) -> Int {
        try read { db in
            let first = try TimeOrder(table: "webhook_message", column: "received_at")
                .firstID(since: now.earlier(bySeconds: 86_400), db)
            return try Int.fetchOne(
                db.cachedStatement(
                    sql: "SELECT count(*) FROM webhook_message WHERE status = 'failed' AND id >= ?"),
                arguments: [first]) ?? 0
        }
    }
}
