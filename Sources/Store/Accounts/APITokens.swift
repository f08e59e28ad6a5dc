import CallRules
import Foundation
import GRDB

/// A token of the JSON API; only the SHA-256 of its secret is stored.
package struct APITokenRow: Hashable, Sendable {
    package let id: ID
    /// Who the token is for.
    package let name: String
    package let createdAt: Instant
    /// Nil: the token is valid.
    package let revokedAt: Instant?
    /// When it was last used, to the hour; nil: never, or only before the program recorded this.
    package let lastUsedAt: Instant?

    package struct ID: RowID {
        package let value: Int64
        package init(_ value: Int64) { self.value = value }
    }
}

/// A valid token of a request.
package struct APITokenName: Hashable, Sendable {
    package let id: APITokenRow.ID
    /// Who the token is for.
    package let name: String

    package init(id: APITokenRow.ID, name: String) {
        self.id = id
        self.name = name
    }
}

extension Store {
    /// Stores a new API token.
    ///
    /// - Parameters:
    ///   - name: 1…100 characters; who the token is for.
    ///   - hash: SHA-256 of the token's text, 32 bytes.
    package func createAPIToken(
        name: String, hash: [UInt8], by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<APITokenRow> {
        try save(.upkeep) { db in
            var checks = FieldChecks()
            checks.line("name", name, 1...100)
            try checks.throwIfAny()
            try db.execute(
                sql: "INSERT INTO api_token (name, hash, created_at) VALUES (?, ?, ?)",
                arguments: [name, Data(hash), now])
            let id = APITokenRow.ID(db.lastInsertedRowID)
            try AuditTable.insert(.apiTokenMade, by: author, to: "token/\(id.value)", at: now, db)
            return APITokenRow(
                id: id, name: name, createdAt: now, revokedAt: nil, lastUsedAt: nil)
        }
    }

    /// Every API token, revoked ones too, by id.
    package func apiTokens() throws(StoreError) -> [APITokenRow] {
        try read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT id, name, created_at, revoked_at, last_used_at FROM api_token
                        ORDER BY id
                        """)
            ).map { row in
                APITokenRow(
                    id: row["id"], name: row["name"],
                    createdAt: row["created_at"],
                    revokedAt: row["revoked_at"],
                    lastUsedAt: row["last_used_at"])
            }
        }
    }

    /// The token with this hash; nil when there is none or it was revoked. Records the use, once an hour
    /// at most, without waiting.
    package func apiToken(hash: [UInt8], at now: Instant) throws(StoreError) -> APITokenName? {
        let row = try read { db in
            try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT id, name, last_used_at FROM api_token
                        WHERE hash = ? AND revoked_at IS NULL
                        """), arguments: [Data(hash)])
        }
        guard let row else { return nil }
        let id: Int64 = row["id"]
        let last = (row["last_used_at"] as Int64?).map(Instant.init(milliseconds:))
        if last.map({ now.seconds(since: $0) >= 3600 }) ?? true {
            writer.enqueue(.upkeep) {
                try $0.db.execute(
                    sql: "UPDATE api_token SET last_used_at = ? WHERE id = ?",
                    arguments: [now, id])
            }
        }
        return APITokenName(id: APITokenRow.ID(id), name: row["name"])
    }

    /// Revokes a token at once; false: no valid token has this id.
    package func revokeAPIToken(
        _ id: APITokenRow.ID, by author: Author, at now: Instant
    ) throws(StoreError) -> Bool {
        try write(.upkeep) { transaction in
            let db = transaction.db
            try db.execute(
                sql: "UPDATE api_token SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL",
                arguments: [now, id])
            guard db.changesCount > 0 else { return false }
            try AuditTable.insert(
                .apiTokenRevoked, by: author, to: "token/\(id.value)", at: now, db)
            return true
        }
    }
}
