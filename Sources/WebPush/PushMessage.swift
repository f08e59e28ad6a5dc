import Crypto
import Foundation

/// A message to one browser, and its envelope.
package struct PushMessage: Hashable, Sendable {
    /// Bytes of text, at most: more do not fit into the 4096 that every push service takes (RFC
    /// 8291 §4).
    package static let maxBytes =
        EncryptedContent.recordSize - headerCount - EncryptedContent.recordOverhead
    /// Most bytes of text that reach every device: some devices drop longer messages, although their
    /// services accept them.
    package static let maxSafeBytes = 2800

    /// Bytes of the header: salt, record size, key length and key (RFC 8291 §4).
    private static let headerCount =
        EncryptedContent.saltCount + 4 + 1 + PushSubscription.publicKeyCount

    /// The text the service worker reads.
    package let text: [UInt8]
    /// The instructions for the push service.
    package let envelope: PushEnvelope

    /// - Parameter text: at most `maxBytes`; above `maxSafeBytes` some devices drop it.
    package init(_ text: [UInt8], _ envelope: PushEnvelope) throws(PushError) {
        guard text.count <= PushMessage.maxBytes else { throw .tooLong(text.count) }
        self.text = text
        self.envelope = envelope
    }

    /// Text and padding together have one of these lengths in bytes, so that the push service
    /// cannot tell a short name from a long one.
    private static let lengths = [512, 1024, 2048, maxSafeBytes]

    /// Number of zero bytes to add.
    var padding: Int {
        (PushMessage.lengths.first { $0 >= text.count } ?? PushMessage.maxBytes) - text.count
    }

    /// The encrypted body (RFC 8291 §3).
    func encrypted(
        for subscription: PushSubscription, _ ephemeral: consuming Ephemeral, padding: Int
    ) throws(PushError) -> [UInt8] {
        do {
            let agreed = try ephemeral.privateKey.sharedSecretFromKeyAgreement(
                with: subscription.publicKey)
            let ourPoint = ephemeral.privateKey.publicKey.x963Representation
            let key = agreed.hkdfDerivedSymmetricKey(
                using: SHA256.self, salt: subscription.secret,
                sharedInfo: Array("WebPush: info\0".utf8)
                    + subscription.publicKey.x963Representation + ourPoint,
                outputByteCount: 32)
            return try EncryptedContent(
                text, padding: padding, key: key, salt: ephemeral.salt, keyID: Array(ourPoint)
            ).bytes
        } catch {
            throw .cryptographyFailed
        }
    }
}
