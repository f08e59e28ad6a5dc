import CallRules
import Crypto
import Foundation
import JSONText

/// Our signed word to one push service that a request is ours (RFC 8292 §2): a JWT with ES256.
package struct VAPIDToken: Hashable, Sendable {
    /// How long a token is good, in seconds: half of what services allow (RFC 8292 §2), so that no
    /// clock need be exact.
    package static let lifetime = 12 * 3600

    /// The JWT.
    package let text: String
    /// When services begin to refuse it, in whole seconds.
    package let expiry: Instant

    /// - Parameter origin: of the endpoint, as `PushEndpoint` has it.
    init(
        for origin: String, contact: VAPIDContact, keys: VAPIDKeys, at now: Instant
    ) throws(PushError) {
        let seconds = now.advanced(bySeconds: VAPIDToken.lifetime).milliseconds / 1000
        expiry = Instant(milliseconds: seconds * 1000)
        let head = JSON.object([("typ", .string("JWT")), ("alg", .string("ES256"))])
        let claims = JSON.object([
            ("aud", .string(origin)), ("exp", .integer(seconds)), ("sub", .string(contact.text)),
        ])
        let signed = Base64URL.text(head.bytes) + "." + Base64URL.text(claims.bytes)
        guard let signature = try? keys.privateKey.signature(for: Data(signed.utf8)) else {
            throw .cryptographyFailed
        }
        text = signed + "." + Base64URL.text(signature.rawRepresentation)
    }

    /// Whether it is good for more than an hour yet. A clock that was set back makes a token last
    /// too long.
    func isGood(at now: Instant) -> Bool {
        now.advanced(bySeconds: 3600) < expiry
            && expiry <= now.advanced(bySeconds: VAPIDToken.lifetime)
    }
}
