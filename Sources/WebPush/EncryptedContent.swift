import Crypto
import Foundation

/// The content coding `aes128gcm` (RFC 8188), of content that fits into one record.
struct EncryptedContent {
    /// Bytes of the salt (§2.1).
    static let saltCount = 16
    /// What a record with its tag may have: the whole of what every push service takes
    /// (RFC 8030 §7.2).
    static let recordSize = 4096
    /// What a record has beside text and padding: the sign of its end, and the tag (§2).
    static let recordOverhead = 1 + 16

    /// Header and record.
    let bytes: [UInt8]

    /// - Parameters:
    ///   - padding: how many zeros are encrypted behind the text; text and padding fit into one
    ///     record.
    ///   - key: the input keying material (§2.2).
    ///   - salt: 16 bytes, which never meet the same key twice.
    ///   - keyID: at most 255 bytes that tell the reader of the key.
    init(
        _ text: [UInt8], padding: Int, key: SymmetricKey, salt: [UInt8], keyID: [UInt8]
    ) throws {
        let contentKey = EncryptedContent.derived("aes128gcm", key, salt, count: 16)
        // The first record's number is zero, which changes nothing in the nonce (§2.3).
        let nonce = EncryptedContent.derived("nonce", key, salt, count: 12)
        // 2 ends the last record (§2).
        let record = text + [2] + Array(repeating: 0, count: padding)
        let sealed = try AES.GCM.seal(
            record, using: contentKey,
            nonce: try nonce.withUnsafeBytes { try AES.GCM.Nonce(data: $0) })
        let size = withUnsafeBytes(of: UInt32(EncryptedContent.recordSize).bigEndian) { Array($0) }
        bytes =
            salt + size + [UInt8(truncatingIfNeeded: keyID.count)] + keyID
            + sealed.ciphertext + sealed.tag
    }

    private static func derived(
        _ purpose: String, _ key: SymmetricKey, _ salt: [UInt8], count: Int
    ) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key, salt: salt, info: Array("Content-Encoding: \(purpose)\0".utf8),
            outputByteCount: count)
    }
}
