import CallRules
import Foundation
import GRDB

/// What a token of the JSON API may do; each scope includes those before it. The raw value is stored,
/// and is what people write in the command and in the form.
package enum TokenScope: String, CaseIterable, Sendable {
    /// Reads everything but secrets, and tries rules out.
    case read
    /// What a CRM does: clients, leads, calls, presence, webhook endpoints.
    case crm
    /// Everything, settings included.
    case admin
}

/// What one request of the JSON API needs of its token.
package enum APIPermission: String, CaseIterable, Sendable {
    case read, crm, admin
    /// Sign-in links: scope `crm` with the tick, or `admin`.
    case signIn = "sign_in"
}

/// What a token may do, until when, and from where.
package struct TokenGrant: Hashable, Sendable {
    /// What it may do.
    package let scope: TokenScope
    /// Whether a token of the scope `crm` may make sign-in links; `admin` always may, `read` never.
    package let signsIn: Bool
    /// From this moment on the token is refused; nil: never.
    package let expiresAt: Instant?
    /// The addresses that may use the token; empty: any.
    package let networks: [Network]

    package init(
        _ scope: TokenScope, signsIn: Bool = false, expiresAt: Instant? = nil,
        networks: [Network] = []
    ) {
        self.scope = scope
        self.signsIn = signsIn
        self.expiresAt = expiresAt
        self.networks = networks
    }

    /// Whether a request that needs `permission` may be made.
    package func allows(_ permission: APIPermission) -> Bool {
        switch (permission, scope) {
        case (.read, _), (.crm, .crm), (_, .admin): true
        case (.signIn, .crm): signsIn
        case (.crm, .read), (.admin, .read), (.admin, .crm), (.signIn, .read): false
        }
    }

    /// Whether the token has expired.
    package func isOver(at now: Instant) -> Bool { expiresAt.map { $0 <= now } ?? false }

    /// Whether a request from this address may use the token.
    ///
    /// - Parameter peer: the address the web server saw; one that is no address is outside every
    ///   network.
    package func admits(_ peer: String) -> Bool {
        if networks.isEmpty { return true }
        guard let address = IPAddress(peer) else { return false }
        return networks.contains { $0.contains(address) }
    }
}

extension TokenGrant {
    /// The most networks of one token.
    static let maxNetworks = 20

    /// Reads the columns of `api_token`.
    ///
    /// - Throws: `UnknownCode` for a scope or a network this version does not know.
    init(_ row: Row) throws {
        let texts: String = row["networks"]
        let networks = try TokenGrant.networks(stored: texts)
        self.init(
            try row.code("scope"), signsIn: row["sign_in"], expiresAt: row["expires_at"],
            networks: networks)
    }

    private static func networks(stored: String) throws -> [Network] {
        try JSONDecoder().decode([String].self, from: Data(stored.utf8)).map { text in
            guard let network = Network(text) else {
                throw UnknownCode(column: "api_token.networks", value: text, type: "Network")
            }
            return network
        }
    }

    /// The column `networks`: a JSON array of texts.
    var storedNetworks: String {
        get throws {
            String(decoding: try JSONEncoder().encode(networks.map(\.text)), as: UTF8.self)
        }
    }
}
