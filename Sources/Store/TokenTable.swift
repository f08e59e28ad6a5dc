import CallRules
import Foundation
import GRDB

/// A token of the JSON API, without its secret: only the SHA-256 of that is stored.
public struct APITokenRow: Hashable, Sendable {
    public let id: Int64
    public let name: String
    public let createdAt: Instant
    public let revokedAt: Instant?
}

extension Store {
    /// Keeps a new API token.
    ///
    /// - Parameters:
    ///   - name: 1…100 characters; who the token is for.
    ///   - hash: SHA-256 of the token's text, 32 bytes.
    public func createAPIToken(
        name: String, hash: [UInt8], at now: Instant
    ) throws(StoreError) -> SaveOutcome<APITokenRow> {
        try save { db in
            var checks = FieldChecks()
            checks.line("name", name, 1...100)
            try checks.throwIfAny()
            try db.execute(
                sql: "INSERT INTO api_token (name, hash, created_at) VALUES (?, ?, ?)",
                arguments: [name, Data(hash), now.milliseconds])
            return APITokenRow(
                id: db.lastInsertedRowID, name: name, createdAt: now, revokedAt: nil)
        }
    }

    /// Every API token, revoked ones too, by id.
    public func apiTokens() throws(StoreError) -> [APITokenRow] {
        try read { db in
            try Row.fetchAll(
                db, sql: "SELECT id, name, created_at, revoked_at FROM api_token ORDER BY id"
            ).map { row in
                APITokenRow(
                    id: row["id"], name: row["name"],
                    createdAt: Instant(milliseconds: row["created_at"]),
                    revokedAt: (row["revoked_at"] as Int64?).map(Instant.init))
            }
        }
    }

    /// The name of the token with this hash; nil when there is none or it was revoked.
    public func apiTokenName(hash: [UInt8]) throws(StoreError) -> String? {
        try read { db in
            try String.fetchOne(
                db, sql: "SELECT name FROM api_token WHERE hash = ? AND revoked_at IS NULL",
                arguments: [Data(hash)])
        }
    }

    /// Makes a token useless at once; false when there is none with this id that still works.
    public func revokeAPIToken(_ id: Int64, at now: Instant) throws(StoreError) -> Bool {
        try write { transaction in
            try transaction.db.execute(
                sql: "UPDATE api_token SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL",
                arguments: [now.milliseconds, id])
            return transaction.db.changesCount > 0
        }
    }
}
