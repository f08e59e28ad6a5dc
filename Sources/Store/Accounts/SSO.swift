import CallRules
import Foundation
import GRDB

/// The secret with which the CRM signs JWTs that sign people in.
package struct SSOSecret: Hashable, Sendable {
    /// As it was shown; its UTF-8 bytes are the key.
    package let text: String
    package let createdAt: Instant
}

/// A JWT whose signature and times were found right.
package struct SSOClaim: Hashable, Sendable {
    /// `sub`: the CRM's id of the employee.
    package let externalID: String
    /// SHA-256 of `jti`, 32 bytes.
    package let hash: [UInt8]
    /// From this moment on the JWT is refused for its age.
    package let expiresAt: Instant

    package init(externalID: String, hash: [UInt8], expiresAt: Instant) {
        self.externalID = externalID
        self.hash = hash
        self.expiresAt = expiresAt
    }
}

extension Store {
    /// The secret of the CRM's JWTs; nil: there is none, and no JWT signs anybody in.
    package func ssoSecret() throws(StoreError) -> SSOSecret? {
        try read { db in
            try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM sso_secret")).map {
                SSOSecret(text: $0["secret"], createdAt: $0["created_at"])
            }
        }
    }

    /// Replaces the secret of the CRM's JWTs; those signed with the old one are refused from now on.
    ///
    /// - Parameter text: 32 bytes of randomness or more, as text.
    package func replaceSSOSecret(
        _ text: String, by author: Author, at now: Instant
    ) throws(StoreError) {
        try write(.upkeep) { transaction in
            try transaction.db.execute(
                sql: "INSERT OR REPLACE INTO sso_secret (id, secret, created_at) VALUES (1, ?, ?)",
                arguments: [text, now])
            try AuditTable.insert(.ssoSecretMade, by: author, to: "", at: now, transaction.db)
        }
    }

    /// Deletes the secret: no JWT signs anybody in from now on.
    package func deleteSSOSecret(by author: Author, at now: Instant) throws(StoreError) {
        try write(.upkeep) { transaction in
            try transaction.db.execute(sql: "DELETE FROM sso_secret")
            guard transaction.db.changesCount > 0 else { return }
            try AuditTable.insert(.ssoSecretDeleted, by: author, to: "", at: now, transaction.db)
        }
    }

    /// Opens a session with a JWT, which does not work again. Of many requests at once one does.
    ///
    /// - Parameters:
    ///   - secret: the secret by which its signature was checked.
    ///   - limit: the highest role that the session gives.
    /// - Returns: nil when the JWT was used, the secret was replaced meanwhile, the CRM's id is
    ///   nobody's, or its employee cannot sign in.
    package func signIn(
        bySSO claim: SSOClaim, checkedWith secret: SSOSecret, _ newSession: NewSession,
        limit: Employee.Role, at now: Instant
    ) throws(StoreError) -> SessionRow? {
        try write(.upkeep) { transaction in
            let db = transaction.db
            let current = try String.fetchOne(db, sql: "SELECT secret FROM sso_secret")
            guard current == secret.text,
                let person = try EmployeeTable.find(
                    externalID: claim.externalID, at: now, db),
                person.details.active, try SSOTable.use(claim, db),
                let session = try SessionTable.open(
                    for: person.id, newSession, by: .crm(limit: limit), at: now, db)
            else { return nil }
            try AuditTable.insert(
                .signedInBySSO, by: Author(session.employee, from: newSession.origin),
                to: person.id,
                at: now, db)
            return session
        }
    }
}

enum SSOTable {
    /// Notes that a JWT was used; false: it was used before.
    static func use(_ claim: SSOClaim, _ db: Database) throws -> Bool {
        try db.execute(
            sql: "INSERT OR IGNORE INTO sso_use (hash, expires_at) VALUES (?, ?)",
            arguments: [Data(claim.hash), claim.expiresAt])
        return db.changesCount > 0
    }

    static func trim(at now: Instant, _ db: Database) throws {
        try db.execute(sql: "DELETE FROM sso_use WHERE expires_at <= ?", arguments: [now])
    }
}
