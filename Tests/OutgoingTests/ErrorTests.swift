import Foundation
import HTTPClientTypes
import HTTPTypes
import Outgoing
import Testing

@Suite("Requests that get no answer")
struct ErrorTests {
    private func failure(
        _ scheme: String, _ authority: String, _ path: String = "/", addressPolicy: AddressPolicy,
        limits: OutgoingRequest.Limits = OutgoingRequest.Limits()
    ) -> TransportError? {
        let head = HTTPRequest(method: .get, scheme: scheme, authority: authority, path: path)
        switch OutgoingRequest(head: head, addressPolicy: addressPolicy, limits: limits).send() {
        case .success: return nil
        case .failure(let failure): return failure
        }
    }

    private func failure(
        _ counterpart: Counterpart, limits: OutgoingRequest.Limits = OutgoingRequest.Limits()
    ) -> TransportError? {
        failure(
            "http", "127.0.0.1:\(counterpart.port)", addressPolicy: .thisMachine, limits: limits)
    }

    @Test(
        "A server that stops talking is given up in time, wherever it stopped",
        arguments: ["", "HTTP/1.1 200", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{\"a\":"])
    func hang(words: String) throws {
        let counterpart = try Counterpart { _ in .hang(words) }
        let begun = ContinuousClock.now
        let limits = OutgoingRequest.Limits(total: .milliseconds(200))
        #expect(failure(counterpart, limits: limits) == .timedOut)
        #expect(ContinuousClock.now - begun < .seconds(5))
    }

    @Test("A server that takes the connection and then no encryption is given up in time")
    func silentHandshake() throws {
        let counterpart = try Counterpart { _ in .hang("") }
        let limits = OutgoingRequest.Limits(connect: .milliseconds(200))
        let authority = "127.0.0.1:\(counterpart.port)"
        let begun = ContinuousClock.now
        #expect(
            failure("https", authority, addressPolicy: .anyAddress, limits: limits) == .timedOut)
        #expect(ContinuousClock.now - begun < .seconds(5))
    }

    @Test(
        "An answer over the limit is cut off, announced or not",
        arguments: [
            "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n",
            "HTTP/1.1 200 OK\r\nX-Long: ",
        ])
    func tooLarge(start: String) throws {
        let counterpart = try Counterpart { _ in .flood(start + String(repeating: "x", count: 999))
        }
        let limits = OutgoingRequest.Limits(body: 100_000)
        #expect(failure(counterpart, limits: limits) == .tooLarge)
    }

    @Test("An answer of just the limit is taken")
    func atLimit() throws {
        let body = String(repeating: "x", count: 1000)
        let counterpart = try Counterpart { _ in .answer("HTTP/1.1 200 OK\r\n\r\n" + body) }
        #expect(failure(counterpart, limits: OutgoingRequest.Limits(body: 1000)) == nil)
        #expect(failure(counterpart, limits: OutgoingRequest.Limits(body: 999)) == .tooLarge)
    }

    @Test("Loopback is not connected to unless the operator allowed it, whatever its name")
    func loopback() throws {
        let counterpart = try Counterpart { _ in .answer("HTTP/1.1 200 OK\r\n\r\n") }
        for host in ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"] {
            let authority = "\(host):\(counterpart.port)"
            #expect(
                failure("https", authority, addressPolicy: .publicAddresses) == .addressRefused,
                "\(host)")
        }
        #expect(counterpart.requests.isEmpty)
        #expect(failure(counterpart) == nil)
        #expect(counterpart.requests.count == 1)
    }

    @Test(
        "Private and metadata addresses are refused before anything is sent",
        arguments: ["10.0.0.1", "169.254.169.254", "192.168.1.1", "[fd00:ec2::254]", "[fe80::1]"])
    func privateAddress(host: String) {
        #expect(failure("https", host, addressPolicy: .publicAddresses) == .addressRefused)
        #expect(failure("http", host, addressPolicy: .thisMachine) == .addressRefused)
    }

    @Test("Plain http never leaves this machine")
    func plain() {
        #expect(failure("http", "phonet.com.ua", addressPolicy: .publicAddresses) == .notEncrypted)
        #expect(failure("http", "127.0.0.1:9", addressPolicy: .anyAddress) == .notEncrypted)
    }

    @Test("Plain http may go anywhere if the request says that it holds no secret")
    func plainOnPurpose() throws {
        let counterpart = try Counterpart { _ in .answer("HTTP/1.1 200 OK\r\n\r\n") }
        let address = "http://127.0.0.1:\(counterpart.port)/healthz"
        let head = try #require(OutgoingRequest.head(.get, to: address))
        var request = OutgoingRequest(head: head, addressPolicy: .anyAddress)
        #expect(throws: TransportError.notEncrypted) { try request.send().get() }
        request.allowsPlainHTTP = true
        #expect(try request.send().get().head.status == .ok)
        request.addressPolicy = .publicAddresses
        #expect(throws: TransportError.addressRefused) { try request.send().get() }
    }

    @Test(
        "An address becomes scheme, authority and path",
        arguments: [
            ("https://crm.example", "https crm.example /"),
            ("HTTP://127.0.0.1:80/a%20b?c=d/e#f", "http 127.0.0.1:80 /a%20b?c=d/e"),
            ("https://crm.example?a=b", "https crm.example /?a=b"),
            ("crm.example/a", nil), ("ftp://crm.example/", nil), ("http:///a", nil), ("", nil),
        ])
    func parts(address: String, expected: String?) {
        let head = OutgoingRequest.head(.get, to: address)
        #expect(
            head.map { "\($0.scheme ?? "") \($0.authority ?? "") \($0.path ?? "")" } == expected)
    }

    @Test("A port where nobody listens is told from a server that goes away")
    func connections() throws {
        var counterpart: Counterpart? = try Counterpart { _ in .answer("") }
        let port = try #require(counterpart).port
        #expect(try failure(#require(counterpart)) == .brokenOff)
        counterpart = nil
        #expect(
            failure("http", "127.0.0.1:\(port)", addressPolicy: .thisMachine) == .couldNotConnect)
    }

    @Test("An answer that breaks off, or is no HTTP, is named so")
    func broken() throws {
        let short = try Counterpart { _ in
            .answer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort")
        }
        #expect(failure(short) == .brokenOff)
        let strange = try Counterpart { _ in .answer("220 mail.example ESMTP\r\n") }
        #expect(failure(strange) == .notHTTP)
        let authority = "127.0.0.1:\(strange.port)"
        #expect(failure("https", authority, addressPolicy: .anyAddress) == .encryptionFailed)
    }

    @Test("A host that does not exist is named so")
    func resolution() {
        // No name server has to be asked: a label has at most 63 letters.
        let host = String(repeating: "x", count: 64) + ".phonet.com.ua"
        #expect(failure("https", host, addressPolicy: .publicAddresses) == .couldNotResolve)
    }

    @Test(
        "What is no address is not asked",
        arguments: [
            ("https", "", "/"), ("ftp", "phonet.com.ua", "/"), ("file", "localhost", "/etc/passwd"),
            ("https", "evil.example@127.0.0.1", "/"), ("https", "a b", "/"), ("https", "a/b", "/"),
            ("https", "a\r\nb", "/"), ("https", "phonet.com.ua", "rest"),
            ("https", "phonet.com.ua", "/\r\nEvil: 1"), ("https", "phonet.com.ua", "/#a"),
            ("https", "phonet.com.ua:99999", "/"), ("https", "[::1", "/"),
        ])
    func address(scheme: String, authority: String, path: String) {
        #expect(failure(scheme, authority, path, addressPolicy: .publicAddresses) == .badAddress)
    }
}
