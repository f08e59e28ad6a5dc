import CallRules
import Synchronization

/// The current VAPID tokens, one for each push service. Thread-safe.
package final class VAPIDTokens: Sendable {
    /// Most push services with a token, to limit memory; browsers use a handful. Above it, all tokens are
    /// made again.
    private static let maxOrigins = 64

    private let keys: VAPIDKeys
    private let contact: VAPIDContact
    private let current = Mutex<[String: VAPIDToken]>([:])

    /// No token is made yet.
    /// - Parameter contact: the claim `sub` of each token.
    package init(keys: VAPIDKeys, contact: VAPIDContact) {
        self.keys = keys
        self.contact = contact
    }

    /// The token for an endpoint: the same for all endpoints of a service until its last hour, then
    /// a new one.
    package func token(
        for endpoint: PushEndpoint, at now: Instant
    ) throws(PushError) -> VAPIDToken {
        let origin = endpoint.origin
        if let token = current.withLock({ $0[origin] }), token.isGood(at: now) { return token }
        let token = try VAPIDToken(for: origin, contact: contact, keys: keys, at: now)
        current.withLock { tokens in
            if tokens.count >= VAPIDTokens.maxOrigins { tokens.removeAll() }
            tokens[origin] = token
        }
        return token
    }

    /// The value of the `Authorization` field (RFC 8292 §3).
    func authorization(
        for endpoint: PushEndpoint, at now: Instant
    ) throws(PushError) -> String {
        "vapid t=\(try token(for: endpoint, at: now).text), k=\(keys.publicKey)"
    }
}
