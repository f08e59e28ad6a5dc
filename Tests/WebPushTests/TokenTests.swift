import CallRules
import Crypto
import Foundation
import JSONText
import Testing

@testable import WebPush

@Suite("The gateway's word to push services")
struct TokenTests {
    private let keys = VAPIDKeys()
    /// 2016-01-22, 12 hours before the token of RFC 8292 §2.4 ends.
    private let now = Instant(milliseconds: (1_453_523_768 - 12 * 3600) * 1000)

    private func contact() throws -> VAPIDContact {
        try #require(VAPIDContact("mailto:push@example.com"))
    }

    private func tokens() throws -> VAPIDTokens {
        VAPIDTokens(keys: keys, contact: try contact())
    }

    private func endpoint(_ host: String) throws -> PushEndpoint {
        try PushEndpoint("https://\(host)/olena")
    }

    private func isSigned(_ token: VAPIDToken) throws -> Bool {
        let parts = token.text.split(separator: ".", omittingEmptySubsequences: false)
        try #require(parts.count == 3)
        let key = try P256.Signing.PublicKey(x963Representation: try bytes(keys.publicKey))
        let signature = try P256.Signing.ECDSASignature(
            rawRepresentation: try bytes(String(parts[2])))
        return key.isValidSignature(signature, for: Data("\(parts[0]).\(parts[1])".utf8))
    }

    @Test("What is signed is, letter for letter, what RFC 8292 §2.4 signs")
    func example() throws {
        let token = try tokens().token(for: try endpoint("push.example.net"), at: now)
        #expect(
            token.text.hasPrefix(
                "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBs"
                    + "ZS5uZXQiLCJleHAiOjE0NTM1MjM3NjgsInN1YiI6Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0."
            ))
        #expect(try isSigned(token))
    }

    @Test("Over two days every token is good for an hour, and for no more than twelve")
    func twoDays() throws {
        let tokens = try tokens()
        let endpoint = try endpoint("push.example.net")
        var used: [VAPIDToken] = []
        for minute in stride(from: 0, to: 48 * 60, by: 7) {
            let moment = now.advanced(bySeconds: minute * 60)
            let token = try tokens.token(for: endpoint, at: moment)
            let left = token.expiry.seconds(since: moment)
            #expect((3600...12 * 3600).contains(left))
            if used.last != token { used.append(token) }
        }
        #expect(used.count == 5)
        for token in used { #expect(try isSigned(token)) }
    }

    @Test("A clock that is set back makes no token last too long")
    func setBack() throws {
        let tokens = try tokens()
        let endpoint = try endpoint("push.example.net")
        _ = try tokens.token(for: endpoint, at: now)
        let earlier = now.earlier(bySeconds: 86_400)
        let token = try tokens.token(for: endpoint, at: earlier)
        #expect(token.expiry == earlier.advanced(bySeconds: VAPIDToken.lifetime))
    }

    @Test("Every service gets a token of its own, however many there are")
    func origins() throws {
        let tokens = try tokens()
        for number in 0..<200 {
            let token = try tokens.token(for: try endpoint("s\(number).example"), at: now)
            let parts = token.text.split(separator: ".")
            let claims = try JSON.read(try bytes(String(parts[1])), .strict)
            #expect(claims["aud"] == .string("https://s\(number).example"))
            #expect(claims["exp"] == .integer(1_453_523_768))
            #expect(claims["sub"] == .string("mailto:push@example.com"))
        }
    }

    @Test("Keys that were kept are the same keys")
    func kept() throws {
        let again = try #require(VAPIDKeys(rawRepresentation: keys.rawRepresentation))
        #expect(again.publicKey == keys.publicKey)
        #expect(try bytes(keys.publicKey).count == 65)
        #expect(keys.rawRepresentation.count == 32)
        #expect("\([keys])" == "[\(keys.publicKey)]")
        for bad: [UInt8] in [
            [], Array(repeating: 0, count: 32), Array(repeating: 255, count: 32),
        ] {
            #expect(VAPIDKeys(rawRepresentation: bad) == nil)
        }
    }

    @Test(
        "A contact can be written to, or read",
        arguments: [
            ("mailto:olena.haiova@vitryla.example", true), ("https://crm.vitryla.example", true),
            ("https://crm.vitryla.example:8443/contact", true), ("", false), ("olena", false),
            ("olena.haiova@vitryla.example", false), ("mailto:", false), ("mailto:olena", false),
            ("mailto:@vitryla.example", false), ("mailto:olena@localhost", false),
            ("mailto:olena@vitryla..example", false), ("mailto:a@b@vitryla.example", false),
            ("mailto: olena@vitryla.example", false), ("mailto:<olena@vitryla.example>", false),
            ("http://crm.vitryla.example", false), ("https://localhost:8080", false),
            ("https://", false), ("https://crm.vitryla.example/ї", false),
        ])
    func contacts(text: String, isGood: Bool) {
        #expect((VAPIDContact(text) != nil) == isGood)
    }
}
