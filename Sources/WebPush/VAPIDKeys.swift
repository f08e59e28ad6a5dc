import Crypto
import Foundation

/// The VAPID key pair of this gateway (RFC 8292 §2). Created once and kept: browsers subscribe with its
/// public key, and services refuse messages to them that another key signs.
package struct VAPIDKeys: Sendable {
    let privateKey: P256.Signing.PrivateKey

    /// A new pair from the system's secure random number generator.
    package init() {
        privateKey = P256.Signing.PrivateKey()
    }

    /// A stored pair; nil: the bytes are not a private key of P-256.
    package init?(rawRepresentation: [UInt8]) {
        guard let key = try? P256.Signing.PrivateKey(rawRepresentation: rawRepresentation) else {
            return nil
        }
        privateKey = key
    }

    /// The private key, 32 bytes; secret.
    package var rawRepresentation: [UInt8] { Array(privateKey.rawRepresentation) }

    /// The public key for browsers (`applicationServerKey`) and tokens: 65 bytes in base64url.
    package var publicKey: String { Base64URL.text(privateKey.publicKey.x963Representation) }
}

/// The description is the public key.
extension VAPIDKeys: CustomStringConvertible {
    package var description: String { publicKey }
}
