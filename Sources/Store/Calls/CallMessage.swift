import CallRules
import Foundation
import GRDB

/// A webhook message about a call, as the call's page shows it.
package struct CallMessage: Hashable, Sendable {
    package let id: Int64
    package let endpoint: Endpoint
    package let sourceIP: String
    package let receivedAt: Instant
    package let status: WebhookMessageStatus
    /// The start of the body as received, at most `WebhookMessageRow.excerptBytes`.
    package let payload: [UInt8]
    /// The length of the whole body.
    package let payloadBytes: Int

    /// The most messages read of one call.
    package static let limit = 30
}

extension Store {
    /// The webhook messages about a call, in the order they came.
    ///
    /// - Parameter uuid: the canonical one.
    package func messages(ofCall uuid: String) throws(StoreError) -> [CallMessage] {
        try read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT id, endpoint, source_ip, received_at, status,
                            ifnull(substr(payload, 1, ?), x'') AS payload,
                            length(payload) AS payload_bytes
                        FROM webhook_message
                        WHERE call_id = (SELECT id FROM call WHERE uuid = ?) ORDER BY id LIMIT ?
                        """),
                arguments: [WebhookMessageRow.excerptBytes, uuid, CallMessage.limit]
            ).map { try CallMessage($0) }
        }
    }
}

extension CallMessage {
    fileprivate init(_ row: Row) throws(UnknownCode) {
        self.init(
            id: row["id"], endpoint: try row.code("endpoint"), sourceIP: row["source_ip"],
            receivedAt: row["received_at"], status: try row.code("status"),
            payload: Array(row["payload"] as Data), payloadBytes: row["payload_bytes"])
    }
}
