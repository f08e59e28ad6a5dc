import Crypto
import Foundation

/// What one browser will be told, and how it travels.
package struct PushMessage: Hashable, Sendable {
    /// More bytes of text do not fit into the 4096 that every push service takes (RFC 8291 §4).
    package static let mostBytes =
        EncryptedContent.recordSize - headerCount - EncryptedContent.recordOverhead
    /// Some devices drop messages that are longer, though their services take them.
    package static let mostSafeBytes = 2800

    /// Salt, size of the record, length of the key and the key (RFC 8291 §4).
    private static let headerCount =
        EncryptedContent.saltCount + 4 + 1 + PushSubscription.publicKeyCount

    /// Read by the page's service worker.
    package let text: [UInt8]
    /// What the push service may know of it.
    package let envelope: PushEnvelope

    /// - Parameter text: at most `mostBytes`, better `mostSafeBytes`.
    package init(_ text: [UInt8], _ envelope: PushEnvelope) throws(PushError) {
        guard text.count <= PushMessage.mostBytes else { throw .tooLong(text.count) }
        self.text = text
        self.envelope = envelope
    }

    /// Text and padding together have one of these lengths, so that the push service cannot tell a
    /// short name from a long one.
    private static let lengths = [512, 1024, 2048, mostSafeBytes]

    /// The zeros to add.
    var padding: Int {
        (PushMessage.lengths.first { $0 >= text.count } ?? PushMessage.mostBytes) - text.count
    }

    /// The body only the browser can read (RFC 8291 §3).
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
