import Crypto
import Testing

@testable import WebPush

@Suite("Messages only the browser can read")
struct EncryptionTests {
    private func message(_ count: Int) throws -> PushMessage {
        try PushMessage(Array(repeating: 0x61, count: count), .trial)
    }

    @Test("The example of RFC 8291, appendix A, comes out byte for byte")
    func example() throws {
        let text = "When I grow up, I want to be a watermelon"
        let known = Ephemeral(
            privateKey: try bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
            salt: try bytes("DGv6ra1nlYgDCS1FRnbzlw"))
        guard let ephemeral = known else {
            Issue.record("The example's key is refused")
            return
        }
        let body = try PushMessage(Array(text.utf8), .trial)
            .encrypted(for: try Receiver.olena().subscription(), ephemeral, padding: 0)
        #expect(body.count == 144)
        #expect(
            Base64URL.text(body)
                == "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
                + "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
                + "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN")
    }

    @Test("The example of RFC 8188 §3.1 comes out byte for byte")
    func coding() throws {
        let content = try EncryptedContent(
            Array("I am the walrus".utf8), padding: 0,
            key: SymmetricKey(data: try bytes("yqdlZ-tYemfogSmv7Ws5PQ")),
            salt: try bytes("I1BsxtFttlv3u_Oo94xnmw"), keyID: [])
        #expect(
            Base64URL.text(content.bytes)
                == "I1BsxtFttlv3u_Oo94xnmwAAEAAA-NAVub2qFgBEuQKRapoZu-IxkIva3MEB1PD-ly8Thjg")
    }

    @Test("A short name and a long one make messages of one length, which the browser reads")
    func lengths() throws {
        let olena = try Receiver.olena()
        let subscription = try olena.subscription()
        let bodies = try ["Телефонує Ян", "Телефонує Олександра Кириленко-Вишневецька"].map {
            text in
            let message = try PushMessage(Array(text.utf8), .trial)
            let body = try message.encrypted(
                for: subscription, Ephemeral(), padding: message.padding)
            let read = try olena.read(body)
            #expect(String(decoding: read.text, as: UTF8.self) == text)
            #expect(read.text.count + read.padding == 512)
            return body
        }
        #expect(Set(bodies.map(\.count)).count == 1)
    }

    @Test(
        "There are five lengths in all, and the last one fills what every push service takes",
        arguments: [
            (0, 512), (512, 512), (513, 1024), (1025, 2048), (2048, 2048), (2049, 2800),
            (2800, 2800), (2801, 3993), (3993, 3993),
        ])
    func steps(count: Int, padded: Int) throws {
        let message = try message(count)
        #expect(count + message.padding == padded)
        let body = try message.encrypted(
            for: try Receiver.olena().subscription(), Ephemeral(), padding: message.padding)
        #expect(body.count == padded + 103)
        #expect(body.count <= 4096)
    }

    @Test("A byte too many is refused by its name")
    func tooLong() {
        #expect(throws: PushError.tooLong(3994)) { try message(3994) }
    }

    @Test("Two messages with one text share neither salt, nor key, nor letters")
    func fresh() throws {
        let subscription = try Receiver.olena().subscription()
        let message = try message(20)
        let bodies = try (0..<2).map { _ in
            try message.encrypted(for: subscription, Ephemeral(), padding: 0)
        }
        for range in [0..<16, 21..<86, 86..<123] {
            #expect(bodies[0][range] != bodies[1][range])
        }
    }

    @Test("What is no key and no salt is refused")
    func badEphemeral() {
        func isTaken(_ key: [UInt8], _ salt: [UInt8]) -> Bool {
            let ephemeral = Ephemeral(privateKey: key, salt: salt)
            return ephemeral != nil
        }
        let key = Array(repeating: 7 as UInt8, count: 32)
        let salt = Array(repeating: 7 as UInt8, count: 16)
        #expect(isTaken(key, salt))
        #expect(!isTaken(key, salt.dropLast()))
        #expect(!isTaken(key.dropLast(), salt))
        #expect(!isTaken(key.map { _ in 0 }, salt))
        #expect(!isTaken(key.map { _ in 255 }, salt))
    }
}
