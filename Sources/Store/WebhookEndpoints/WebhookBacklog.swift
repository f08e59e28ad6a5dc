import CallRules
import GRDB

/// How one endpoint is doing, for monitoring.
package struct WebhookBacklog: Hashable, Sendable {
    package let endpoint: WebhookEndpoint.ID
    package let state: WebhookEndpoint.State
    /// Events that wait or are being sent.
    package let waiting: Int
    /// When the oldest of them was queued; nil: none waits.
    package let oldest: Instant?
}

/// An endpoint that the gateway switched off: administrators are told until somebody switches it on, or
/// off by hand, or deletes it.
package struct StoppedEndpoint: Hashable, Sendable {
    package let id: WebhookEndpoint.ID
    /// What people call it: its description, else its address.
    package let name: String
    package let cause: WebhookEndpoint.OffCause

    static func all(_ db: Database) throws -> [StoppedEndpoint] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT id, iif(description = '', url, description) AS name, off_cause
                    FROM webhook_endpoint WHERE off_cause IS NOT NULL ORDER BY id
                    """)
        ).map { row in
            StoppedEndpoint(
                id: row["id"], name: row["name"], cause: try row.code("off_cause"))
        }
    }
}

extension Store {
    /// Every endpoint with what waits for it, by id.
    package func webhookBacklogs() throws(StoreError) -> [WebhookBacklog] {
        try read { db in
            let endpoints = try WebhookEndpointTable.all(db)
            return try endpoints.map { endpoint in
                let row = try Row.fetchOne(
                    db.cachedStatement(
                        sql: """
                            SELECT count(*) AS waiting, min(created_at) AS oldest FROM delivery
                                INDEXED BY delivery_of_record
                            WHERE address = ? AND event_seq IS NOT NULL
                                AND (state = 'waiting' OR state = 'sending')
                            """), arguments: [endpoint.id])
                return WebhookBacklog(
                    endpoint: endpoint.id, state: endpoint.state, waiting: row?["waiting"] ?? 0,
                    oldest: row?["oldest"])
            }
        }
    }
}
