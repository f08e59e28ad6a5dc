import CallRules
import Foundation
import GRDB

/// A webhook message as the journal shows it.
public struct MessageRow: Hashable, Sendable {
    public let id: Int64
    public let endpoint: Endpoint
    public let sourceIP: String
    public let isTrusted: Bool
    public let receivedAt: Instant
    public let status: MessageStatus
    /// What could not be read, or was strange.
    public let reason: String?
    public let contentType: String?
    /// The body as received.
    public let payload: [UInt8]
    /// Canonical uuid of the call it told of.
    public let callUUID: String?
}

extension Store {
    /// Webhook messages, the latest first.
    public func webhookMessages(
        status: MessageStatus?, _ page: PageRequest
    ) throws(StoreError) -> Page<MessageRow> {
        try read { db in
            var conditions: [SQL] = []
            if let status { conditions.append("webhook_message.status = \(status.rawValue)") }
            if let after = page.after { conditions.append("webhook_message.id < \(after.id)") }
            let rows = try MessageRow.list(conditions, limit: page.limit + 1, db)
            return Page(rows, limit: page.limit) { Cursor(id: $0.id) }
        }
    }

    public func webhookMessage(_ id: Int64) throws(StoreError) -> MessageRow? {
        try read { try MessageRow.list(["webhook_message.id = \(id)"], limit: 1, $0).first }
    }
}

extension MessageRow {
    fileprivate static func list(
        _ conditions: [SQL], limit: Int, _ db: Database
    ) throws -> [MessageRow] {
        try SQLRequest<Row>(
            literal: """
                SELECT webhook_message.*, call.uuid AS call_uuid
                FROM webhook_message LEFT JOIN call ON call.id = webhook_message.call_id
                WHERE \(conditions.allHold) ORDER BY webhook_message.id DESC LIMIT \(limit)
                """
        ).fetchAll(db).compactMap(MessageRow.init)
    }

    private init?(_ row: Row) {
        guard let endpoint = Endpoint(rawValue: row["endpoint"]),
            let status = MessageStatus(rawValue: row["status"])
        else { return nil }
        self.endpoint = endpoint
        self.status = status
        id = row["id"]
        sourceIP = row["source_ip"]
        isTrusted = row["trusted"]
        receivedAt = Instant(milliseconds: row["received_at"])
        reason = row["reason"]
        contentType = row["content_type"]
        payload = Array(row["payload"] as Data)
        callUUID = row["call_uuid"]
    }
}
