import CallRules
import Foundation
import GRDB

/// A webhook message that told of a call, as the call's page shows it.
package struct CallMessage: Hashable, Sendable {
    package let id: Int64
    package let endpoint: Endpoint
    package let sourceIP: String
    package let receivedAt: Instant
    package let status: WebhookMessageStatus
    /// The body as received.
    package let payload: [UInt8]

    /// More of one call are not read.
    package static let limit = 30
}

extension Store {
    /// What was told of a call, in the order it came.
    ///
    /// - Parameter uuid: the canonical one.
    package func messages(ofCall uuid: String) throws(StoreError) -> [CallMessage] {
        try read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT * FROM webhook_message
                        WHERE call_id = (SELECT id FROM call WHERE uuid = ?) ORDER BY id LIMIT ?
                        """),
                arguments: [uuid, CallMessage.limit]
            ).compactMap(CallMessage.init)
        }
    }
}

extension CallMessage {
    /// Nil for an endpoint or a status of a newer program.
    fileprivate init?(_ row: Row) {
        guard let endpoint = Endpoint(rawValue: row["endpoint"]),
            let status = WebhookMessageStatus(rawValue: row["status"])
        else { return nil }
        self.init(
            id: row["id"], endpoint: endpoint, sourceIP: row["source_ip"],
            receivedAt: Instant(milliseconds: row["received_at"]), status: status,
            payload: Array(row["payload"] as Data))
    }
}
