import CallRules
import Foundation
import GRDB

/// A token of the JSON API; only the SHA-256 of its secret is stored.
package struct APITokenRow: Hashable, Sendable {
    package let id: ID
    /// Who the token is for.
    package let name: String
    /// What it may do, until when, and from where.
    package let grant: TokenGrant
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

extension Store {
    /// Stores a new API token.
    ///
    /// - Parameters:
    ///   - name: 1…100 characters; who the token is for.
    ///   - hash: SHA-256 of the token's text, 32 bytes.
    ///   - grant: at most 20 networks; the end, if there is one, after `now`.
    package func createAPIToken(
        name: String, hash: [UInt8], _ grant: TokenGrant, by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<APITokenRow> {
        try save(.upkeep) { db in
            var checks = FieldChecks()
            checks.line("name", name, 1...100)
            if grant.isOver(at: now) { checks.refuse("expires_at", ValidationMessage.past) }
            if grant.networks.count > TokenGrant.maxNetworks {
                checks.refuse("networks", ValidationMessage.tooMany(TokenGrant.maxNetworks))
            }
            if grant.signsIn, grant.scope == .read {
                checks.refuse("sign_in", ValidationMessage.readOnlySignIn)
            }
            try checks.throwIfAny()
            try db.execute(
                sql: """
                    INSERT INTO api_token (name, hash, scope, sign_in, expires_at, networks,
                        created_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    name, Data(hash), grant.scope.rawValue, grant.signsIn, grant.expiresAt,
                    try grant.storedNetworks, now,
                ])
            let id = APITokenRow.ID(db.lastInsertedRowID)
            try AuditTable.insert(.apiTokenMade, by: author, to: "token/\(id.value)", at: now, db)
            return APITokenRow(
                id: id, name: name, grant: grant, createdAt: now, revokedAt: nil, lastUsedAt: nil)
        }
    }

    /// Every API token, revoked ones too, by id.
    package func apiTokens() throws(StoreError) -> [APITokenRow] {
        try read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT * FROM api_token ORDER BY id
                        """)
            ).map(APITokenRow.init)
        }
    }

    /// The token with this hash; nil when there is none or it was revoked. Whether it has expired, and
    /// who may use it, its grant says. Records the use, once an hour at most, without waiting.
    package func apiToken(hash: [UInt8], at now: Instant) throws(StoreError) -> APITokenRow? {
        let token = try read { db in
            try Row.fetchOne(
                db.cachedStatement(
                    sql: "SELECT * FROM api_token WHERE hash = ? AND revoked_at IS NULL"),
                arguments: [Data(hash)]
            ).map(APITokenRow.init)
        }
        guard let token else { return nil }
        if token.lastUsedAt.map({ now.seconds(since: $0) >= 3600 }) ?? true {
            writer.enqueue(.upkeep) {
                try $0.db.execute(
                    sql: "UPDATE api_token SET last_used_at = ? WHERE id = ?",
                    arguments: [now, token.id])
            }
        }
        return token
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

enum APITokenTable {
    /// Whether there is a token with this id, revoked or not.
    static func exists(_ id: APITokenRow.ID, _ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM api_token WHERE id = ?)"),
            arguments: [id]) ?? false
    }
}

extension APITokenRow {
    fileprivate init(_ row: Row) throws {
        id = row["id"]
        name = row["name"]
        grant = try TokenGrant(row)
        createdAt = row["created_at"]
        revokedAt = row["revoked_at"]
        lastUsedAt = row["last_used_at"]
    }
}
