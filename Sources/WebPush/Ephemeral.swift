import Crypto
import Foundation

/// Random values of one message: our half of the key agreement, and the salt (RFC 8291 §3.1, RFC
/// 8188 §2.1). Not copyable, because two messages with the same values can be decrypted.
package struct Ephemeral: ~Copyable, Sendable {
    let privateKey: P256.KeyAgreement.PrivateKey
    let salt: [UInt8]

    /// Takes the values from the system's secure random number generator.
    package init() {
        privateKey = P256.KeyAgreement.PrivateKey()
        salt = SymmetricKey(size: .bits128).withUnsafeBytes { Array($0) }
    }

    /// A known pair, for tests; nil unless the key is a scalar of P-256 (32 bytes) and the salt has
    /// 16 bytes.
    package init?(privateKey: [UInt8], salt: [UInt8]) {
        guard salt.count == EncryptedContent.saltCount,
            let key = try? P256.KeyAgreement.PrivateKey(rawRepresentation: privateKey)
        else { return nil }
        self.privateKey = key
        self.salt = salt
    }
}
