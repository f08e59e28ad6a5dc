import CallRules
import Foundation
import GRDB

/// A webhook message as the webhook log shows it.
package struct WebhookMessageRow: Hashable, Sendable {
    package let id: Int64
    package let endpoint: Endpoint
    /// The peer's address as nginx saw it.
    package let sourceIP: String
    /// Whether the source is trusted.
    package let isTrusted: Bool
    package let receivedAt: Instant
    package let status: WebhookMessageStatus
    /// In the order of the items; empty when there is nothing to add to the status.
    package let reasons: [WebhookReason]
    /// The English sentence of a row that version 0.6.0 or an earlier one wrote, in place of
    /// `reasons`; nil when there is none.
    package let earlierReason: String?
    /// The header; nil: none.
    package let contentType: String?
    /// The body as received; in lists at most its first `excerptBytes`.
    package let payload: [UInt8]
    /// The length of the whole body as it is kept.
    package let payloadBytes: Int
    /// Canonical uuid of its call; nil: none.
    package let callUUID: String?

    /// The most bytes of a body in a list: 200 whole ones could fill the memory.
    package static let excerptBytes = 4096
}

/// The filter of a list of webhook messages.
package struct WebhookMessageFilter: Hashable, Sendable {
    package var status: WebhookMessageStatus?
    package var endpoint: Endpoint?
    /// The sender's address, exactly.
    package var sourceIP: String?
    /// Received from this moment on.
    package var from: Instant?
    /// Received before this moment.
    package var to: Instant?

    package init() {}
}

/// Longer than every body; `substr` of SQLite takes 32 bits.
private let wholeBody = 1 << 30

extension Store {
    /// Webhook messages, the latest first.
    ///
    /// A page reads at most ten thousand messages of the status and time. So it may hold fewer rows
    /// than the limit, even none, and still have a next page. Of each body it has the first
    /// `WebhookMessageRow.excerptBytes`.
    package func webhookMessages(
        _ filter: WebhookMessageFilter, _ page: Pagination
    ) throws(StoreError) -> Page<WebhookMessageRow> {
        try read { db in
            var scan = try WebhookMessageTable.scan(filter, db)
            if let after = page.after { scan.bounds.append("id < \(after.id)") }
            let found = try scan.ids(.descending, limit: page.limit, window: 10_000, db)
            return Page(
                items: try WebhookMessageRow.list(
                    ["webhook_message.id IN \(found.ids)"],
                    upTo: WebhookMessageRow.excerptBytes, db),
                next: found.end.map { Cursor(id: $0) })
        }
    }

    /// One message; nil: there is none with this id.
    package func webhookMessage(_ id: Int64) throws(StoreError) -> WebhookMessageRow? {
        try read { db in
            try WebhookMessageRow.list(["webhook_message.id = \(id)"], upTo: wholeBody, db).first
        }
    }
}

extension WebhookMessageTable {
    /// The scan that finds the messages of a filter.
    static func scan(_ filter: WebhookMessageFilter, _ db: Database) throws -> TableScan {
        var scan = TableScan(table: "webhook_message")
        let order = TimeOrder(table: scan.table, column: "received_at")
        if let status = filter.status {
            let condition: SQL = "status = \(status.rawValue)"
            // Most messages are processed, so the index on the status would be slower.
            if status == .processed {
                scan.conditions.append(condition)
            } else {
                scan.bounds.append(condition)
            }
        }
        if let endpoint = filter.endpoint {
            scan.conditions.append("endpoint = \(endpoint.rawValue)")
        }
        if let sourceIP = filter.sourceIP { scan.conditions.append("source_ip = \(sourceIP)") }
        try scan.narrow(by: order, from: filter.from, to: filter.to, db)
        return scan
    }
}

extension WebhookMessageRow {
    /// - Parameter most: bytes read of each body.
    fileprivate static func list(
        _ conditions: [SQL], upTo most: Int, _ db: Database
    ) throws -> [WebhookMessageRow] {
        try SQLRequest<Row>(
            literal: """
                SELECT webhook_message.id, endpoint, source_ip, trusted, received_at, status,
                    reasons, reason, content_type, ifnull(substr(payload, 1, \(most)), x'') AS payload,
                    length(payload) AS payload_bytes, call.uuid AS call_uuid
                FROM webhook_message LEFT JOIN call ON call.id = webhook_message.call_id
                WHERE \(conditions.allHold) ORDER BY webhook_message.id DESC
                """
        ).fetchAll(db).map { try WebhookMessageRow($0) }
    }

    private init(_ row: Row) throws {
        endpoint = try row.code("endpoint")
        status = try row.code("status")
        id = row["id"]
        sourceIP = row["source_ip"]
        isTrusted = row["trusted"]
        receivedAt = Instant(milliseconds: row["received_at"])
        reasons = try WebhookReason.list(row["reasons"])
        earlierReason = row["reason"]
        contentType = row["content_type"]
        payload = Array(row["payload"] as Data)
        payloadBytes = row["payload_bytes"]
        callUUID = row["call_uuid"]
    }
}
