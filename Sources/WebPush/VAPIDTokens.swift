import CallRules
import Synchronization

/// The tokens in use, one for each push service. Safe from any number of threads.
package final class VAPIDTokens: Sendable {
    /// The known browsers have a handful of services; more are somebody's attempt to fill memory.
    private static let mostOrigins = 64

    private let keys: VAPIDKeys
    private let contact: VAPIDContact
    private let current = Mutex<[String: VAPIDToken]>([:])

    /// Tokens of this gateway.
    package init(keys: VAPIDKeys, contact: VAPIDContact) {
        self.keys = keys
        self.contact = contact
    }

    /// The token for an endpoint: the same one for all of a service until its last hour, then a
    /// new one.
    package func token(
        for endpoint: PushEndpoint, at now: Instant
    ) throws(PushError) -> VAPIDToken {
        let origin = endpoint.origin
        if let token = current.withLock({ $0[origin] }), token.isGood(at: now) { return token }
        let token = try VAPIDToken(for: origin, contact: contact, keys: keys, at: now)
        current.withLock { tokens in
            if tokens.count >= VAPIDTokens.mostOrigins { tokens.removeAll() }
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
