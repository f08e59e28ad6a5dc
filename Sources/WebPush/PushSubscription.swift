import Crypto
import Foundation

/// A browser's push subscription (Push API, `PushSubscription`): where to send, and the keys to
/// encrypt with.
package struct PushSubscription: Sendable {
    /// The address of its push service.
    package let endpoint: PushEndpoint
    /// The browser's half of the key agreement (RFC 8291 §3.1).
    let publicKey: P256.KeyAgreement.PublicKey
    /// Known to the browser and us only, so that the push service cannot forge messages (RFC 8291
    /// §3.2).
    let secret: [UInt8]

    /// Bytes of a P-256 point written uncompressed: 4, x, y (RFC 8291 §3.1).
    static let publicKeyCount = 65
    /// Bytes of the secret (RFC 8291 §3.2).
    static let secretCount = 16

    /// Reason why a subscription from a browser is invalid.
    package enum Failure: Error, Hashable, Sendable {
        case endpoint(PushEndpoint.Failure)
        case keyNotBase64URL
        /// The public key has another length or form, or is no point of the curve.
        case keyNotPoint
        case secretNotBase64URL
        /// The secret has another length than 16 bytes.
        case secretNotSixteenBytes

        /// A code for logs: lower-case Latin letters, digits and `_`.
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
    ///   - plainHosts: as for `PushEndpoint`.
    package init(
        endpoint: String, p256dh: String, auth: String, plainHosts: [String] = []
    ) throws(Failure) {
        do {
            self.endpoint = try PushEndpoint(endpoint, plainHosts: plainHosts)
        } catch {
            throw .endpoint(error)
        }
        guard let point = Base64URL.bytes(p256dh) else { throw .keyNotBase64URL }
        // The library checks that the point is on the curve: a point off the curve could reveal our
        // key. It also takes compressed points, which browsers do not send.
        guard point.count == PushSubscription.publicKeyCount, point.first == 4,
            let key = try? P256.KeyAgreement.PublicKey(x963Representation: point)
        else { throw .keyNotPoint }
        guard let secret = Base64URL.bytes(auth) else { throw .secretNotBase64URL }
        guard secret.count == PushSubscription.secretCount else { throw .secretNotSixteenBytes }
        publicKey = key
        self.secret = secret
    }
}

/// The description names the push service, not the browser or its keys.
extension PushSubscription: CustomStringConvertible {
    package var description: String { endpoint.description }
}
