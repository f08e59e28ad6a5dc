import CallRules
import HTTPClientTypes
import HTTPTypes
import Phonet
import Testing

@Suite("The way to Phonet, as the operator opened it")
struct AccessTests {
    private func server(
        _ domain: String, _ hosts: [String] = [], plain: Bool = false
    ) throws -> OutgoingRequest {
        let script = Script(.status(500))
        let access = script.access(hosts, plain: plain)
        _ = try access.account(domain: domain, apiKey: Script.key).get().users()
        return try #require(script.requests.first)
    }

    private func failure(
        _ domain: String, key: String = Script.key, _ hosts: [String] = []
    ) -> PhonetError? {
        let script = Script()
        let failure = script.access(hosts).account(domain: domain, apiKey: key).failure
        return script.requests.isEmpty ? failure : nil
    }

    @Test("Without a domain of Phonet's and a key, nobody is asked")
    func refusals() {
        #expect(failure("") == .noDomain)
        #expect(failure("a.phonet.ua", key: "") == .noKey)
        for domain in ["evil.example", "127.0.0.1", "a.phonet.ua:8443", "a@b.phonet.ua"] {
            #expect(failure(domain) == .domainNotAllowed)
        }
        #expect(failure("127.0.0.1:9002", ["127.0.0.1:9001"]) == .domainNotAllowed)
    }

    @Test("Only hosts the operator names may be private, and plain http is for this machine")
    func reach() throws {
        let hosts = ["127.0.0.1:9001", "phonet.test"]
        let plain = try server("127.0.0.1:9001", hosts, plain: true)
        #expect(plain.head.scheme == "http")
        #expect(plain.addressPolicy == .thisMachine)
        for (domain, reach) in [
            ("phonet.test", AddressPolicy.anyAddress),
            ("a.phonet.test", .publicAddresses),
            ("a.phonet.com.ua", .publicAddresses),
        ] {
            let server = try server(domain, hosts, plain: true)
            #expect(server.head.scheme == "https")
            #expect(server.addressPolicy == reach)
        }
        #expect(try server("127.0.0.1:9001", hosts).head.scheme == "https")
    }

    @Test("The session is kept while domain and key stay, and left behind when they change")
    func accounts() throws {
        let script = Script(.session("a"), .body("[]"), .body("[]"), .status(401))
        let access = script.access()
        for key in [Script.key, Script.key, "another"] {
            _ = try access.account(domain: "a.phonet.ua", apiKey: key).get().users()
        }
        #expect(script.story == ["sign in", "GET /rest/users", "GET /rest/users", "sign in"])
    }

    @Test("Until something is wired, every question ends as a refused connection")
    func none() throws {
        let account = try PhonetAccess.none.account(domain: "a.phonet.ua", apiKey: "k").get()
        #expect(account.users() == .failure(.connection(.connectionRefused)))
    }

    @Test("Every trouble says in both languages what happened, and the key is in none of it")
    func words() throws {
        let others: [PhonetError] = [
            .noDomain, .noKey, .domainNotAllowed, .keyRefused, .noSessionCookie, .accessRefused,
            .redirected, .tooManyRequests, .serverFailed(502), .unexpectedStatus(418), .notJSON,
            .unexpectedAnswer, .callRefused(400), .callUnconfirmed(.notJSON), .callNotFound,
            .recordingAddressNotAllowed, .recordingNotReady, .noAudio,
        ]
        let all = others + ConnectionError.allCases.map(PhonetError.connection)
        #expect(Set(all.map(\.name)).count == all.count)
        #expect(Set(all.map(\.sentence.uk)).count == all.count)
        for failure in all {
            let isCyrillic = failure.sentence.uk.unicodeScalars.contains { $0.value >= 0x400 }
            #expect(isCyrillic)
            #expect(failure.sentence.uk.hasSuffix(".") && failure.sentence.en.hasSuffix("."))
        }
        let script = Script(.session("0A1B"), .status(500))
        let result = try script.account().users()
        for request in script.requests {
            let text = "\(request) \([request]) \(result)"
            #expect(!text.contains(Script.key) && !text.contains("0A1B"))
        }
    }
}
