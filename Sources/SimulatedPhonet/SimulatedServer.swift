import CallRules
import FlyingFox
import FlyingSocks
import Foundation

/// The simulated Phonet on this machine's loopback address: its REST API, and orders under
/// `/control/`.
package struct SimulatedServer: Sendable {
    /// A `hang` ends after this time, so that no connection stays open forever.
    private static let longestSilence = Duration.seconds(120)

    private let exchange: SimulatedExchange
    private let port: UInt16
    private let clock: @Sendable () -> Instant

    /// Does not listen yet.
    ///
    /// - Parameter port: port of 127.0.0.1; the account's domain should name the same port.
    package init(
        _ exchange: SimulatedExchange, port: UInt16, clock: @escaping @Sendable () -> Instant
    ) {
        self.exchange = exchange
        self.port = port
        self.clock = clock
    }

    /// Answers requests until the task is cancelled.
    ///
    /// - Parameter ready: called when the port is open.
    /// - Throws: an error when the port cannot be opened.
    package func run(ready: @escaping @Sendable () -> Void) async throws {
        let address = try sockaddr_in.inet(ip4: "127.0.0.1", port: port)
        // The server limits the time of a handler; the limit must be longer than a `hang`.
        let server = HTTPServer(address: address, timeout: 300, logger: .disabled)
        await server.appendRoute("*") { request in try await answer(request) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            group.addTask {
                try await server.waitUntilListening()
                ready()
            }
            try await group.waitForAll()
        }
    }

    private func answer(_ request: HTTPRequest) async throws -> HTTPResponse {
        let asked = SimulatedRequest(
            method: request.method.rawValue, target: request.target.rawValue,
            fields: [String: String](
                request.headers.map { ($0.key.rawValue, $0.value) },
                uniquingKeysWith: { first, _ in first }),
            body: Array(try await request.bodyData))
        let (response, changes) = exchange.use { account in
            let now = clock()
            let response = account.obey(asked, at: now) ?? account.answer(asked, at: now)
            return (response, account.changes)
        }
        if response.ending == .never { try await silence(while: changes) }
        return HTTPResponse(response)
    }

    /// Waits until the faults change, `longestSilence` at most.
    private func silence(while changes: Int) async throws {
        let end = ContinuousClock.now + SimulatedServer.longestSilence
        while exchange.use({ $0.changes }) == changes, ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}

extension HTTPResponse {
    fileprivate init(_ response: SimulatedResponse) {
        var headers = HTTPHeaders()
        for field in response.fields {
            headers.addValue(field.value, for: HTTPHeader(field.name))
        }
        let status = HTTPStatusCode(response.status, phrase: "")
        let body: HTTPBodySequence
        if response.ending == .complete {
            body = HTTPBodySequence(data: Data(response.body), suggestedBufferSize: 1 << 16)
        } else {
            body = HTTPBodySequence(
                from: BrokenBody(half: response.body.prefix(response.body.count / 2)),
                count: response.body.count + 1)
        }
        self.init(statusCode: status, headers: headers, body: body)
    }
}

/// Half a body, after which the connection ends.
private struct BrokenBody: AsyncBufferedSequence {
    typealias Element = UInt8

    let half: ArraySlice<UInt8>

    func makeAsyncIterator() -> Iterator { Iterator(left: half) }

    struct Iterator: AsyncBufferedIteratorProtocol {
        var left: ArraySlice<UInt8>

        mutating func next() async throws -> UInt8? {
            guard let byte = left.popFirst() else { throw SocketError.disconnected }
            return byte
        }

        mutating func nextBuffer(suggested count: Int) async throws -> ArraySlice<UInt8>? {
            guard !left.isEmpty else { throw SocketError.disconnected }
            let piece = left.prefix(Swift.max(1, count))
            left = left.dropFirst(piece.count)
            return piece
        }
    }
}
