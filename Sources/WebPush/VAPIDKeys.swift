import Crypto
import Foundation

/// The pair of keys by which push services know this gateway (RFC 8292 §2). Made once and kept:
/// browsers subscribe to one public key, and every other pair is refused for them.
package struct VAPIDKeys: Sendable {
    let privateKey: P256.Signing.PrivateKey

    /// A new pair from the machine's secure randomness.
    package init() {
        privateKey = P256.Signing.PrivateKey()
    }

    /// The pair that was kept; nil for what is no private key of P-256.
    package init?(rawRepresentation: [UInt8]) {
        guard let key = try? P256.Signing.PrivateKey(rawRepresentation: rawRepresentation) else {
            return nil
        }
        privateKey = key
    }

    /// The private key, 32 bytes, to be kept like a password.
    package var rawRepresentation: [UInt8] { Array(privateKey.rawRepresentation) }

    /// The public key as browsers want it (`applicationServerKey`) and tokens carry it: 65 bytes in
    /// base64url.
    package var publicKey: String { Base64URL.text(privateKey.publicKey.x963Representation) }
}

/// Says the public half.
extension VAPIDKeys: CustomStringConvertible {
    package var description: String { publicKey }
}
