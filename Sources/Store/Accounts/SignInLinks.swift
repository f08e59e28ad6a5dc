import CallRules
import Foundation
import GRDB

/// A link with which the CRM signs an employee in, once. Only the SHA-256 of its secret is stored.
package struct SignInLink: Hashable, Sendable {
    /// The link is refused so many seconds after it was made.
    package static let seconds = 60

    package let employee: Employee.ID
    /// The token that made it; nil: no token did.
    package let token: APITokenRow.ID?
    /// The address of the page it leads to, without the prefix; nil: the home page.
    package let target: String?
    /// The link is refused from this moment on.
    package let expiresAt: Instant
}

/// A session that a link has opened.
package struct SignedInByLink: Sendable {
    package let session: SessionRow
    /// The address of the page that the link leads to, without the prefix; nil: the home page.
    package let target: String?
}

extension Store {
    /// Stores a new link.
    ///
    /// - Parameters:
    ///   - hash: SHA-256 of the link's secret, 32 bytes.
    ///   - target: the address of a page, without the prefix; nil: the home page.
    ///   - author: the token that makes it.
    /// - Returns: `.invalid` at `active` for an inactive employee, `.missing` for nobody.
    package func createSignInLink(
        for employee: Employee.ID, hash: [UInt8], to target: String?, by author: Author,
        at now: Instant
    ) throws(StoreError) -> SaveOutcome<SignInLink> {
        try save(.upkeep) { db in
            guard let person = try EmployeeTable.find(employee, at: now, db) else {
                throw Refusal.missing
            }
            var checks = FieldChecks()
            if !person.details.active {
                checks.refuse("active", ValidationMessage.activeToSignIn)
            }
            try checks.throwIfAny()
            let link = SignInLink(
                employee: employee, token: author.token, target: target,
                expiresAt: now.advanced(bySeconds: SignInLink.seconds))
            try SignInLinkTable.insert(link, hash: hash, db)
            try AuditTable.insert(.signInLinkMade, by: author, to: employee, at: now, db)
            return link
        }
    }

    /// Opens a session with a link, which does not work again. Of many requests at once one does.
    ///
    /// - Parameters:
    ///   - hash: SHA-256 of the link's secret, 32 bytes.
    ///   - limit: the highest role that the session gives.
    /// - Returns: nil when the link was used or has expired, or its employee cannot sign in.
    package func signIn(
        byLink hash: [UInt8], _ newSession: NewSession, limit: Employee.Role, at now: Instant
    ) throws(StoreError) -> SignedInByLink? {
        try write(.upkeep) { transaction in
            let db = transaction.db
            guard let link = try SignInLinkTable.take(hash: hash, at: now, db),
                let session = try SessionTable.open(
                    for: link.employee, newSession, by: .crm(limit: limit), at: now, db)
            else { return nil }
            try AuditTable.insert(
                .signedInByLink, by: Author(session.employee, from: newSession.origin),
                to: link.token.map { "token/\($0.value)" } ?? "", at: now, db)
            return SignedInByLink(session: session, target: link.target)
        }
    }
}

enum SignInLinkTable {
    static func insert(_ link: SignInLink, hash: [UInt8], _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO sign_in_link (hash, employee_id, token_id, target, expires_at)
                VALUES (?, ?, ?, ?, ?)
                """,
            arguments: [Data(hash), link.employee, link.token, link.target, link.expiresAt])
    }

    /// Removes the link and returns it; nil: there is none, or it has expired. A link from the future
    /// was dated by a wrong clock.
    static func take(hash: [UInt8], at now: Instant, _ db: Database) throws -> SignInLink? {
        let latest = now.advanced(
            bySeconds: SignInLink.seconds + Instant.clockToleranceSeconds)
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT * FROM sign_in_link
                    WHERE hash = ? AND expires_at > ? AND expires_at <= ?
                    """),
            arguments: [Data(hash), now, latest])
        guard let row else { return nil }
        try db.execute(
            sql: "DELETE FROM sign_in_link WHERE id = ?", arguments: [row["id"] as Int64])
        return SignInLink(
            employee: row["employee_id"], token: row["token_id"], target: row["target"],
            expiresAt: row["expires_at"])
    }

    static func trim(at now: Instant, _ db: Database) throws {
        try db.execute(sql: "DELETE FROM sign_in_link WHERE expires_at <= ?", arguments: [now])
    }
}
