import Crypto
import Foundation
import Testing

@testable import WebPush

/// A browser that subscribed, and can read what is meant for it.
struct Receiver {
    let privateKey: P256.KeyAgreement.PrivateKey
    let auth: [UInt8]
    var endpoint = "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV"

    /// Olena's browser, which is the one of RFC 8291, appendix A.
    static func olena() throws -> Receiver {
        Receiver(
            privateKey: try P256.KeyAgreement.PrivateKey(
                rawRepresentation: try bytes("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94")),
            auth: try bytes("BTBZMqHH6r4Tts7J_aSIgg"))
    }

    /// `p256dh` as the Push API gives it.
    var key: String { Base64URL.text(privateKey.publicKey.x963Representation) }

    func subscription() throws -> PushSubscription {
        try PushSubscription(endpoint: endpoint, p256dh: key, auth: Base64URL.text(auth))
    }

    /// The text and how many zeros stood behind it, by RFC 8291 §3.4 read backwards.
    func read(_ body: [UInt8]) throws -> (text: [UInt8], padding: Int) {
        try #require(body.count > 86 + 16)
        let salt = body[..<16]
        let sender = try P256.KeyAgreement.PublicKey(x963Representation: body[21..<86])
        let key = try privateKey.sharedSecretFromKeyAgreement(with: sender)
            .hkdfDerivedSymmetricKey(
                using: SHA256.self, salt: auth,
                sharedInfo: Array("WebPush: info\0".utf8) + privateKey.publicKey.x963Representation
                    + body[21..<86],
                outputByteCount: 32)
        func derived(_ info: String, _ count: Int) -> SymmetricKey {
            HKDF<SHA256>.deriveKey(
                inputKeyMaterial: key, salt: salt, info: Data(info.utf8), outputByteCount: count)
        }
        let box = try AES.GCM.SealedBox(
            combined: derived("Content-Encoding: nonce\0", 12).withUnsafeBytes { Data($0) }
                + body[86...])
        let record = try AES.GCM.open(
            box, using: derived("Content-Encoding: aes128gcm\0", 16))
        let end = try #require(record.lastIndex { $0 != 0 })
        #expect(record[end] == 2)
        return (Array(record[..<end]), record.count - end - 1)
    }
}

/// The bytes of a text in base64url.
func bytes(_ text: String) throws -> [UInt8] { try #require(Base64URL.bytes(text)) }
