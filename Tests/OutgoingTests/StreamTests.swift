import Dispatch
import Foundation
import HTTPClientTypes
import HTTPTypes
import Outgoing
import Testing

@Suite("Answers that are read while they come")
struct StreamTests {
    private static let start = "HTTP/1.1 200 OK\r\nContent-Type: audio/mpeg\r\n"

    private func open(
        _ counterpart: Counterpart, start: Duration = .seconds(10),
        silence: Duration = .seconds(10),
        limits: OutgoingRequest.Limits = OutgoingRequest.Limits()
    ) -> Result<OutgoingStream, TransportError> {
        let head = HTTPRequest(
            method: .get, scheme: "http", authority: "127.0.0.1:\(counterpart.port)", path: "/a")
        var limits = limits
        limits.start = start
        limits.silence = silence
        return OutgoingRequest(head: head, addressPolicy: .thisMachine, limits: limits).open()
    }

    /// Reads to the end; the bytes that came, and the trouble that ended them.
    private func rest(_ stream: OutgoingStream) -> (bytes: [UInt8], failure: TransportError?) {
        var bytes: [UInt8] = []
        do {
            while let piece = try stream.next().get() {
                #expect((1...65_536).contains(piece.count))
                bytes += piece
            }
            return (bytes, nil)
        } catch {
            return (bytes, error)
        }
    }

    @Test("The head and each drop of the body are there before the next drop is sent")
    func drops() throws {
        let hasRead = DispatchSemaphore(value: 0)
        let counterpart = try Counterpart { _ in
            .talk { send in
                _ = send(StreamTests.start + "Content-Length: 5\r\n\r\n")
                for drop in ["1", "2", "3", "4", "5"] {
                    _ = send(drop)
                    guard hasRead.wait(timeout: .now() + 10) == .success else { return }
                }
            }
        }
        let stream = try open(counterpart).get()
        #expect(stream.head.status == .ok)
        #expect(stream.head.headerFields[.contentType] == "audio/mpeg")
        for drop in ["1", "2", "3", "4", "5"] {
            #expect(stream.next() == .success(Array(drop.utf8)))
            hasRead.signal()
        }
        #expect(stream.next() == .success(nil))
        #expect(stream.next() == .success(nil))
        #expect(counterpart.requests.first?.hasPrefix("GET /a HTTP/1.1\r\n") == true)
    }

    @Test("A long body comes whole, in pieces that fit into memory")
    func long() throws {
        let body = String(repeating: "0123456789", count: 300_000)
        let counterpart = try Counterpart { _ in .answer(StreamTests.start + "\r\n" + body) }
        let (bytes, failure) = rest(try open(counterpart).get())
        #expect(failure == nil)
        #expect(bytes == Array(body.utf8))
    }

    @Test(
        "An answer without a body has its end at once",
        arguments: ["200 OK\r\nContent-Length: 0", "204 No Content", "302 Found\r\nLocation: /b"])
    func empty(head: String) throws {
        let counterpart = try Counterpart { _ in .answer("HTTP/1.1 \(head)\r\n\r\n") }
        let stream = try open(counterpart).get()
        #expect(stream.head.status.code == Int(head.prefix(3)))
        #expect(stream.next() == .success(nil))
        #expect(counterpart.requests.count == 1)
    }

    @Test(
        "A body that breaks off in the middle ends as a trouble, not as a short body",
        arguments: [
            "Content-Length: 100\r\n\r\nshort",
            "Transfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n",
        ])
    func brokenOff(words: String) throws {
        let counterpart = try Counterpart { _ in .answer(StreamTests.start + words) }
        let stream = try open(counterpart).get()
        let (bytes, failure) = rest(stream)
        #expect(bytes == Array("short".utf8))
        #expect(failure == .brokenOff)
        #expect(stream.next() == .failure(.brokenOff))
    }

    @Test("Whoever stops reading closes the connection, and the server notices")
    func early() throws {
        let words = StreamTests.start + "\r\n" + String(repeating: "x", count: 10_000)
        let isGone = DispatchSemaphore(value: 0)
        let counterpart = try Counterpart { _ in
            .talk { send in
                while send(words) {}
                isGone.signal()
            }
        }
        var stream: OutgoingStream? = try open(
            counterpart, limits: OutgoingRequest.Limits(total: .seconds(60), body: 1 << 40)
        ).get()
        #expect(try stream?.next().get()?.isEmpty == false)
        stream = nil
        #expect(isGone.wait(timeout: .now() + 10) == .success)
    }

    @Test("Silence in the middle is given up in time")
    func silence() throws {
        let counterpart = try Counterpart { _ in .hang(StreamTests.start + "\r\nfirst") }
        let stream = try open(counterpart, silence: .milliseconds(200)).get()
        let begun = ContinuousClock.now
        let (bytes, failure) = rest(stream)
        #expect(bytes == Array("first".utf8))
        #expect(failure == .timedOut)
        #expect(ContinuousClock.now - begun < .seconds(5))
    }

    @Test(
        "Silence at the beginning is given up in time, wherever it begins",
        arguments: ["", "HTTP/1.1 200", StreamTests.start + "\r\n"])
    func silentStart(words: String) throws {
        let counterpart = try Counterpart { _ in .hang(words) }
        let begun = ContinuousClock.now
        #expect(failure(open(counterpart, start: .milliseconds(200))) == .timedOut)
        #expect(ContinuousClock.now - begun < .seconds(5))
    }

    @Test("However much comes, it ends with the time for all of it")
    func total() throws {
        let counterpart = try Counterpart { _ in .flood(StreamTests.start + "\r\n") }
        let limits = OutgoingRequest.Limits(total: .milliseconds(300), body: 1 << 40)
        let stream = try open(counterpart, limits: limits).get()
        #expect(rest(stream).failure == .timedOut)
    }

    @Test("A body over the limit is cut off, announced or not")
    func tooLarge() throws {
        let limits = OutgoingRequest.Limits(body: 100_000)
        let flood = StreamTests.start + "X-Long: " + String(repeating: "x", count: 999)
        let plain = try Counterpart { _ in .flood(flood + "\r\n\r\n") }
        let (bytes, failure) = rest(try open(plain, limits: limits).get())
        #expect(bytes.count <= 100_000)
        #expect(failure == .tooLarge)
        let announced = try Counterpart { _ in
            .flood(StreamTests.start + "Content-Length: 100001\r\n\r\n")
        }
        #expect(self.failure(open(announced, limits: limits)) == .tooLarge)
    }

    @Test("What is not sent is not streamed either")
    func refusals() throws {
        var counterpart: Counterpart? = try Counterpart { _ in .answer("") }
        let port = try #require(counterpart).port
        #expect(failure(try open(#require(counterpart))) == .brokenOff)
        counterpart = nil
        for (scheme, authority, addressPolicy, expected) in [
            (
                "http", "127.0.0.1:\(port)", AddressPolicy.thisMachine,
                TransportError.couldNotConnect
            ),
            ("http", "127.0.0.1:\(port)", .anyAddress, .notEncrypted),
            ("https", "127.0.0.1:\(port)", .publicAddresses, .addressRefused),
            ("https", "localhost:\(port)", .publicAddresses, .addressRefused),
            ("https", "a@127.0.0.1", .anyAddress, .badAddress),
            ("https", String(repeating: "x", count: 64), .anyAddress, .couldNotResolve),
        ] {
            let head = HTTPRequest(method: .get, scheme: scheme, authority: authority, path: "/")
            #expect(
                failure(OutgoingRequest(head: head, addressPolicy: addressPolicy).open())
                    == expected)
        }
    }

    private func failure(
        _ result: Result<OutgoingStream, TransportError>
    ) -> TransportError? {
        if case .failure(let failure) = result { failure } else { nil }
    }
}
