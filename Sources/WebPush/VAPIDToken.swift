import CallRules
import Crypto
import Foundation
import JSONText

/// A JWT signed with ES256 that proves to one push service that a request is ours (RFC 8292 §2).
package struct VAPIDToken: Hashable, Sendable {
    /// Lifetime in seconds: half of the limit (RFC 8292 §2), so that clocks may differ.
    package static let lifetime = 12 * 3600

    /// The JWT.
    package let text: String
    /// When it expires, in whole seconds.
    package let expiry: Instant

    /// - Parameter origin: `PushEndpoint.origin`.
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

    /// Whether it is valid for more than an hour and no longer than `lifetime`. The latter fails after the
    /// clock was set back.
    func isGood(at now: Instant) -> Bool {
        now.advanced(bySeconds: 3600) < expiry
            && expiry <= now.advanced(bySeconds: VAPIDToken.lifetime)
    }
}
