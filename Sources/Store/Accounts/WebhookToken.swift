import CallRules
import Foundation
import GRDB

/// A secret webhook address; only the SHA-256 of its secret is stored.
package struct WebhookTokenRow: Hashable, Sendable {
    package let id: Int64
    package let createdAt: Instant
}

extension Store {
    /// The valid tokens, the newest first: two at most. The older one is valid until Phonet posts to
    /// the newer address.
    package func webhookTokens() throws(StoreError) -> [WebhookTokenRow] {
        try read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT id, created_at FROM webhook_token
                        WHERE revoked_at IS NULL ORDER BY id DESC
                        """)
            ).map { row in
                WebhookTokenRow(id: row["id"], createdAt: row["created_at"])
            }
        }
    }

    /// Stores a new token unless another was created since the page was shown, so that a form sent twice
    /// creates one token.
    ///
    /// - Parameters:
    ///   - hash: SHA-256 of the token's text, 32 bytes.
    ///   - newest: the id of the newest token on the page; nil: there was none.
    /// - Returns: whether the token was stored.
    package func rotateWebhookToken(
        hash: [UInt8], ifNewestIs newest: Int64?, by author: Author, at now: Instant
    ) throws(StoreError) -> Bool {
        try write(.upkeep) { transaction in
            let last = try Int64.fetchOne(
                transaction.db, sql: "SELECT max(id) FROM webhook_token")
            guard last == newest else { return false }
            try WebhookTokenTable.insert(hash, by: author, at: now, transaction.db)
            return true
        }
    }

    /// Stores a new token. The one before stays valid until Phonet posts to the new address; older ones
    /// become invalid.
    ///
    /// - Parameter hash: SHA-256 of the token's text, 32 bytes.
    package func rotateWebhookToken(
        hash: [UInt8], by author: Author, at now: Instant
    ) throws(StoreError) {
        try write(.upkeep) { try WebhookTokenTable.insert(hash, by: author, at: now, $0.db) }
    }

    /// Whether the secret of a webhook URL is valid.
    package func isWebhookToken(hash: [UInt8]) throws(StoreError) -> Bool {
        try read { db in
            try Bool.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT EXISTS (
                            SELECT 1 FROM webhook_token WHERE hash = ? AND revoked_at IS NULL)
                        """),
                arguments: [Data(hash)]) ?? false
        }
    }
}

enum WebhookTokenTable {
    /// The token before stays valid; older ones become invalid.
    static func insert(
        _ hash: [UInt8], by author: Author, at now: Instant, _ db: Database
    ) throws {
        try db.execute(
            sql: "INSERT INTO webhook_token (hash, created_at) VALUES (?, ?)",
            arguments: [Data(hash), now])
        try AuditTable.insert(
            .webhookTokenMade, by: author, to: "webhook_token/\(db.lastInsertedRowID)", at: now, db)
        try db.execute(
            sql: """
                UPDATE webhook_token SET revoked_at = ?
                WHERE revoked_at IS NULL AND id NOT IN (
                    SELECT id FROM webhook_token WHERE revoked_at IS NULL
                    ORDER BY id DESC LIMIT 2)
                """,
            arguments: [now])
    }
}
