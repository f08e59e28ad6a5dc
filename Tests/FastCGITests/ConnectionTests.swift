import Dispatch
import FastCGI
import Testing

@Suite("Connections")
struct ConnectionTests {
    @Test("A kept connection serves many requests")
    func kept() throws {
        let responder = try Responder()
        let server = try WebServer(path: responder.path)
        for number in 1...200 {
            #expect(try server.post("/call", "\(number)").body == "POST /call \(number)")
        }
    }

    @Test("A connection not to be kept is closed after its answer")
    func notKept() throws {
        let responder = try Responder()
        let server = try WebServer(path: responder.path)
        #expect(try server.ask("/one", keep: false).isComplete)
        #expect(try server.isClosed())
    }

    @Test("Many more idle kept connections than workers do not starve a new one")
    func idleConnections() throws {
        let responder = try Responder(workers: 2)
        let idle = try (1...50).map { _ in try WebServer(path: responder.path) }
        for server in idle { #expect(try server.ask("/idle").status == 200) }
        let silent = try (1...50).map { _ in try WebServer(path: responder.path) }
        #expect(try WebServer(path: responder.path).ask("/new").body == "GET /new ")
        for server in idle { #expect(try server.ask("/again").body == "GET /again ") }
        for server in silent { #expect(try server.ask("/first").body == "GET /first ") }
    }

    @Test("A sender that stalls in the middle of a request is let go")
    func stalled() throws {
        let responder = try Responder(workers: 1)
        let server = try WebServer(path: responder.path)
        try server.send(server.begin() + [1, 4])
        #expect(responder.firstErrors() == [.brokenRequest])
        #expect(try WebServer(path: responder.path).ask("/next").body == "GET /next ")
    }

    @Test(
        "Records that are no request end their connection and nothing else",
        arguments: [
            Array("GET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8),
            [UInt8](repeating: 0, count: 64),
            [UInt8](repeating: 255, count: 100_000),
            [1, 1, 0, 1, 0, 8, 0, 0, 0, 99, 1, 0, 0, 0, 0, 0],
            [1, 5, 0, 1, 0, 1, 0, 0, 65],
            [1, 1, 0, 1, 0, 8, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
                + [1, 4, 0, 1, 0, 4, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF],
            [1, 1, 0, 1, 0, 8, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0] + [1, 2, 0, 1, 0, 0, 0, 0],
        ])
    func garbage(bytes: [UInt8]) throws {
        let responder = try Responder()
        let vandal = try WebServer(path: responder.path)
        try? vandal.send(bytes)
        #expect(try WebServer(path: responder.path).ask("/next").body == "GET /next ")
        vandal.close()
        #expect(responder.requests.all.count == 1)
    }

    /// Two lengths of a parameter; what libfcgi makes of the last three ends the process.
    private static let promises: [[UInt8]] = [
        [0x80, 0x10, 0, 1, 0], [0xDA, 0, 0, 14, 0xEB, 0, 0, 4], [0xFF, 0xFF, 0xFF, 0xFE, 0xFF],
        [4, 0xFF, 0xFF, 0xFF, 0xFE],
    ]

    @Test(
        "Parameters that promise to be longer than any are not begun to be read",
        arguments: promises)
    func promised(lengths: [UInt8]) throws {
        let responder = try Responder(workers: 1)
        let method: [UInt8] = [14, 4] + Array("REQUEST_METHODPOST".utf8)
        let ways = { (server: WebServer) in
            [
                // Behind a sound one, cut in two, and where the web server asks about ourselves.
                server.begin() + server.record(4, method + lengths),
                server.begin() + server.record(4, method + lengths.prefix(1))
                    + server.record(4, Array(lengths.dropFirst())),
                [1, 9, 0, 0, 0, UInt8(lengths.count), 0, 0] + lengths,
            ]
        }
        for way in 0..<3 {
            let server = try WebServer(path: responder.path)
            try server.send(ways(server)[way])
            #expect(try server.isClosed())
        }
        #expect(responder.failures.all == [.badParameters, .badParameters, .badParameters])
        #expect(try WebServer(path: responder.path).ask("/next").body == "GET /next ")
    }
}
