import CallRules
import GRDB

/// Notices that wait, and deliveries that failed, for monitoring.
package struct Outbox: Hashable, Sendable {
    /// Notices that wait to be sent.
    package let notices: Int
    /// When the oldest of them was due; nil: none waits.
    package let oldest: Instant?
    /// Deliveries created in the last 24 hours that failed.
    package let failed: Int
}

extension Store {
    /// The state of the outbox at `now`.
    package func outbox(at now: Instant) throws(StoreError) -> Outbox {
        try read { db in
            let waiting = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT count(*), min(due_at) FROM notice
                        WHERE sent_at IS NULL AND dropped_reason IS NULL
                        """))
            let day = now.earlier(bySeconds: 86_400)
            let first = try TimeOrder(table: "delivery", column: "created_at")
                .firstID(since: day, db)
            let failed = try Int.fetchOne(
                db.cachedStatement(
                    sql: "SELECT count(*) FROM delivery WHERE id >= ? AND state = 'failed'"),
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
