import Crypto
import Foundation

/// Content that fits into one record, encrypted with the coding `aes128gcm` (RFC 8188).
struct EncryptedContent {
    /// Bytes of the salt (§2.1).
    static let saltCount = 16
    /// Bytes of a record with its tag, at most: the body every push service takes (RFC 8030 §7.2).
    static let recordSize = 4096
    /// Bytes of a record that are neither text nor padding: the end marker and the tag (§2).
    static let recordOverhead = 1 + 16

    /// Header and record.
    let bytes: [UInt8]

    /// - Parameters:
    ///   - padding: number of zeros encrypted after the text; text and padding must fit into one
    ///     record.
    ///   - key: the input keying material (§2.2).
    ///   - salt: 16 bytes, never used twice with the same key.
    ///   - keyID: at most 255 bytes that tell the reader which key it is.
    init(
        _ text: [UInt8], padding: Int, key: SymmetricKey, salt: [UInt8], keyID: [UInt8]
    ) throws {
        let contentKey = EncryptedContent.derived("aes128gcm", key, salt, count: 16)
        // The sequence number of the first record is zero and leaves the nonce as it is (§2.3).
        let nonce = EncryptedContent.derived("nonce", key, salt, count: 12)
        // The byte 2 marks the end of the last record (§2).
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
