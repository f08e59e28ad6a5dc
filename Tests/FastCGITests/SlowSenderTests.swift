import FastCGI
import Glibc
import Testing

@Suite("Requests that arrive slowly")
struct SlowSenderTests {
    /// A request and where its parameters end.
    private static func request(_ server: WebServer) -> (bytes: [UInt8], head: Int) {
        let head =
            server.begin() + server.parameters(WebServer.posting("/slow", length: "4"))
        return (head + server.stdin("body"), head.count)
    }

    @Test("Two hundred half-sent requests hold no worker: others are answered, and they at last")
    func halfSent() throws {
        let responder = try Responder(workers: 2, permits: 1, patience: 60)
        let slow = try (0..<200).map { number in
            let server = try WebServer(path: responder.path)
            let (bytes, head) = Self.request(server)
            // Cut in a header, in parameters, between head and body, and in the body.
            let cut = [3, 30, head, head + 10][number % 4]
            try server.send(Array(bytes.prefix(cut)))
            return (server, Array(bytes.dropFirst(cut)))
        }
        for number in 1...50 {
            #expect(try WebServer(path: responder.path).ask("/\(number)").body == "GET /\(number) ")
        }
        #expect(responder.failures.all.isEmpty)
        for (server, rest) in slow {
            for byte in rest { try server.send([byte]) }
        }
        for (server, _) in slow { #expect(try server.answer().body == "POST /slow body") }
        #expect(responder.failures.all.isEmpty)
        for (server, _) in slow { #expect(try server.ask("/kept").body == "GET /kept ") }
    }

    @Test("One that does not arrive in time is let go, wherever it stalls")
    func stalled() throws {
        let responder = try Responder(workers: 1)
        let cuts = [3, 30, 1000]
        for cut in cuts {
            let server = try WebServer(path: responder.path)
            let (bytes, head) = Self.request(server)
            try server.send(Array(bytes.prefix(min(cut, head + 10))))
            #expect(try server.isClosed())
        }
        // The connection ends a moment before the log has it.
        let end = ContinuousClock.now + .seconds(10)
        while responder.failures.all.count < cuts.count, ContinuousClock.now < end { sched_yield() }
        #expect(responder.failures.all == [.brokenRequest, .brokenRequest, .incompleteBody])
        #expect(try WebServer(path: responder.path).ask("/next").body == "GET /next ")
    }

    @Test("Half-sent requests have a bounded memory together: those that came first are let go")
    func memory() throws {
        let responder = try Responder(workers: 1, bodyLimit: 1 << 20, patience: 60)
        let slow = try (0..<200).map { _ in
            let server = try WebServer(path: responder.path)
            try server.send(
                server.begin() + server.parameters(WebServer.posting("/slow", length: "65536"))
                    + server.record(5, [UInt8](repeating: 65, count: 60_000)))
            return server
        }
        #expect(try slow[0].isClosed())
        #expect(try WebServer(path: responder.path).ask("/next").body == "GET /next ")
        let last = slow[199]
        let rest = String(repeating: "A", count: 5536)
        try last.send(last.stdin(rest))
        #expect(try last.answer().body.count == "POST /slow ".count + 65_536)
    }

    @Test("A large body is read by a worker that is not kept for brief requests")
    func largeBody() throws {
        let responder = try Responder(workers: 5, isBrief: true, bodyLimit: 1 << 20, patience: 60)
        let slow = try (0..<20).map { _ in
            let server = try WebServer(path: responder.path)
            try server.send(
                server.begin() + server.parameters(WebServer.posting("/slow", length: "100000"))
                    + server.record(5, [UInt8](repeating: 65, count: 60_000)))
            return server
        }
        for _ in 1...50 { #expect(try WebServer(path: responder.path).ask("/next").isComplete) }
        for server in slow { try server.send(server.stdin(String(repeating: "A", count: 40_000))) }
        for server in slow { #expect(try server.answer().body.count > 100_000) }
    }
}
