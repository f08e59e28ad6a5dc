import Crypto
import Foundation

/// One browser that wants to be told (Push API, `PushSubscription`): where to send, and what only it
/// can decrypt with.
package struct PushSubscription: Sendable {
    /// Where its messages go.
    package let endpoint: PushEndpoint
    /// The browser's half of the agreement on a key (RFC 8291 §3.1).
    let publicKey: P256.KeyAgreement.PublicKey
    /// Shared with the browser only, so that the push service cannot pose as us (RFC 8291 §3.2).
    let secret: [UInt8]

    /// Bytes of a P-256 point written uncompressed: 4, x, y (RFC 8291 §3.1).
    static let publicKeyCount = 65
    /// Bytes of the secret (RFC 8291 §3.2).
    static let secretCount = 16

    /// Why what a browser sent is no subscription.
    package enum Failure: Error, Hashable, Sendable {
        case endpoint(PushEndpoint.Failure)
        case keyNotBase64URL
        /// Of another length or form, or not on the curve.
        case keyNotPoint
        case secretNotBase64URL
        /// Anything but 16 bytes.
        case secretNotSixteenBytes

        /// The cause as programs know it: small Latin letters, digits and `_`.
        package var name: String {
            switch self {
            case .endpoint(let failure): "endpoint_\(failure.rawValue)"
            case .keyNotBase64URL: "key_not_base64url"
            case .keyNotPoint: "key_not_point"
            case .secretNotBase64URL: "secret_not_base64url"
            case .secretNotSixteenBytes: "secret_not_16_bytes"
            }
        }
    }

    /// - Parameters:
    ///   - p256dh: the browser's public key, 65 bytes in base64url, with or without padding.
    ///   - auth: the browser's secret, 16 bytes in base64url, with or without padding.
    ///   - plainHosts: as `PushEndpoint` takes them.
    package init(
        endpoint: String, p256dh: String, auth: String, plainHosts: [String] = []
    ) throws(Failure) {
        do {
            self.endpoint = try PushEndpoint(endpoint, plainHosts: plainHosts)
        } catch {
            throw .endpoint(error)
        }
        guard let point = Base64URL.bytes(p256dh) else { throw .keyNotBase64URL }
        // The library checks that the point is on the curve, without which our answers would tell
        // of our key; it would also take other forms, which no browser can mean.
        guard point.count == PushSubscription.publicKeyCount, point.first == 4,
            let key = try? P256.KeyAgreement.PublicKey(x963Representation: point)
        else { throw .keyNotPoint }
        guard let secret = Base64URL.bytes(auth) else { throw .secretNotBase64URL }
        guard secret.count == PushSubscription.secretCount else { throw .secretNotSixteenBytes }
        publicKey = key
        self.secret = secret
    }
}

/// Says whose the endpoint is, and nothing of the keys.
extension PushSubscription: CustomStringConvertible {
    package var description: String { endpoint.description }
}
