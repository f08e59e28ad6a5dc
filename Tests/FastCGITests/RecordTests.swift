import FastCGI
import Foundation
import TestSupport
import Testing

@Suite("Records as no web server writes them")
struct RecordTests {
    private static let get: [(String, String)] = [
        ("REQUEST_METHOD", "GET"), ("SCRIPT_NAME", "/next"),
    ]

    /// Both lengths of a pair: together they are beyond 31 bits.
    private static let huge: [UInt8] = [0xE0, 0, 0, 0, 0xE0, 0, 0, 0]

    @Test("Lengths beyond all bounds are refused, wherever they stand and however they arrive")
    func promises() throws {
        let responder = try Responder(workers: 1)
        let ways: [(WebServer) -> [[UInt8]]] = [
            { [$0.begin(padding: 53) + $0.record(4, Self.huge)] },
            { [$0.begin(), $0.record(4, Self.huge)] },
            {
                let bytes = $0.begin() + $0.record(4, Self.huge)
                return [Array(bytes.prefix(25)), Array(bytes.dropFirst(25))]
            },
            { server in
                let sound = ("HTTP_COOKIE", String(repeating: "c", count: 20_000))
                let content = server.pairs(Self.get + [sound]) + Self.huge
                return [server.begin() + server.record(4, content)]
            },
            { server in
                let sound = ("HTTP_COOKIE", String(repeating: "c", count: 40_000))
                let content = server.pairs(Self.get + [sound])
                return [server.begin() + server.record(4, content) + server.record(4, content)]
            },
        ]
        for way in ways {
            let server = try WebServer(path: responder.path)
            for piece in way(server) { try server.send(piece) }
            #expect(try server.isClosed())
        }
        #expect(responder.failures.all == ways.map { _ in .badParameters })
        #expect(try WebServer(path: responder.path).ask("/next").body == "GET /next ")
    }

    @Test("A pair that the end of the parameters cuts off is refused")
    func cutPair() throws {
        let responder = try Responder(workers: 1)
        let server = try WebServer(path: responder.path)
        let content = Array(server.pairs(Self.get).dropLast())
        try server.send(server.begin() + server.record(4, content) + server.record(4, []))
        #expect(try server.isClosed())
        #expect(responder.failures.all == [.badParameters])
    }

    @Test("Padding has no meaning, in any record")
    func padding() throws {
        let responder = try Responder()
        let server = try WebServer(path: responder.path)
        let parameters = server.pairs(WebServer.posting("/call", length: "4"))
        for padding in [1, 53, 255] {
            try server.send(
                server.begin(padding: padding) + server.record(4, parameters, padding: padding)
                    + server.record(4, [], padding: padding)
                    + server.record(5, Array("body".utf8), padding: padding)
                    + server.record(5, [], padding: padding))
            #expect(try server.answer().body == "POST /call body")
        }
    }

    @Test("A request may arrive in any pieces, and the next one before its answer")
    func pieces() throws {
        let responder = try Responder()
        let server = try WebServer(path: responder.path)
        let request =
            server.begin() + server.parameters(WebServer.posting("/call", length: "4"))
            + server.stdin("body")
        for byte in request { try server.send([byte]) }
        #expect(try server.answer().body == "POST /call body")
        try server.send(request + request + request.prefix(20))
        #expect(try server.answer().body == "POST /call body")
        #expect(try server.answer().body == "POST /call body")
        try server.send(Array(request.dropFirst(20)))
        #expect(try server.answer().body == "POST /call body")
    }

    @Test("A second request on a busy connection is told that it cannot be had; the first goes on")
    func multiplexed() throws {
        let responder = try Responder()
        let server = try WebServer(path: responder.path)
        try server.send(
            server.begin() + server.begin(id: 7)
                + server.record(4, server.pairs(WebServer.posting("/other", length: "")), id: 7)
                + server.parameters(WebServer.posting("/call", length: "4"))
                + server.record(5, Array("evil".utf8), id: 7) + server.record(2, [], id: 9)
                + server.stdin("body"))
        #expect(
            try server.nextRecord() == WebServer.Record(type: 3, id: 7, [0, 0, 0, 0, 1, 0, 0, 0]))
        #expect(try server.answer().body == "POST /call body")
        #expect(responder.requests.all.count == 1)
    }

    @Test("An aborted request is ended and never handled, before its body and within")
    func aborted() throws {
        let responder = try Responder()
        for within in [false, true] {
            let server = try WebServer(path: responder.path)
            let parameters = server.pairs(WebServer.posting("/call", length: "4"))
            let body = within ? server.record(4, []) + server.record(5, Array("bo".utf8)) : []
            try server.send(
                server.begin() + server.record(4, parameters) + body + server.record(2, []))
            let end = WebServer.Record(type: 3, id: 1, [0, 0, 0, 0, 0, 0, 0, 0])
            #expect(try server.nextRecord() == end)
            #expect(try server.isClosed())
        }
        #expect(responder.requests.all.isEmpty)
    }

    @Test("An abort that comes after the answer disturbs nothing")
    func lateAbort() throws {
        let responder = try Responder(workers: 1)
        let server = try WebServer(path: responder.path)
        #expect(try server.ask("/one").isComplete)
        try server.send(server.record(2, []))
        #expect(try WebServer(path: responder.path).ask("/two").isComplete)
        #expect(try server.ask("/three").body == "GET /three ")
        #expect(responder.failures.all.isEmpty)
    }

    @Test("Questions about ourselves are answered, unknown ones by name; other roles are refused")
    func management() throws {
        let responder = try Responder()
        let server = try WebServer(path: responder.path)
        let asked = server.pairs([("FCGI_MPXS_CONNS", ""), ("FCGI_MAX_CONNS", "")])
        try server.send(server.record(9, asked, id: 0))
        let told = server.pairs([("FCGI_MPXS_CONNS", "0")])
        #expect(try server.nextRecord() == WebServer.Record(type: 10, id: 0, told))
        try server.send(server.record(99, [1, 2, 3], id: 0))
        #expect(
            try server.nextRecord() == WebServer.Record(type: 11, id: 0, [99, 0, 0, 0, 0, 0, 0, 0]))
        #expect(try server.ask("/one").isComplete)
        try server.send(server.record(1, [0, 2, 1, 0, 0, 0, 0, 0]))
        #expect(
            try server.nextRecord() == WebServer.Record(type: 3, id: 1, [0, 0, 0, 0, 3, 0, 0, 0]))
        #expect(try server.isClosed())
    }

    @Test("A sender of one byte now and then is let go, too")
    func trickle() throws {
        let responder = try Responder(workers: 1)
        let server = try WebServer(path: responder.path)
        try server.send(server.begin())
        let end = ContinuousClock.now + .seconds(10)
        while responder.failures.all.isEmpty, ContinuousClock.now < end {
            try? server.send(server.record(4, server.pairs([("A", "b")])))
            usleep(50_000)
        }
        #expect(
            responder.failures.all == [.badParameters] || responder.failures.all == [.brokenRequest]
        )
        #expect(ContinuousClock.now < end)
    }

    @Test("Damaged requests end their connection and nothing else; no descriptor stays open")
    func damaged() throws {
        let seed: UInt64 = 20_261_129
        var chance = SeededRandom(seed: seed)
        let responder = try Responder(workers: 2)
        let sound = try WebServer(path: responder.path)
        #expect(try sound.ask("/sound").isComplete)
        let before = openDescriptors()
        for number in 1...2000 {
            let vandal = try WebServer(path: responder.path)
            var bytes =
                vandal.begin(keep: false, padding: chance.roll(256))
                + vandal.record(
                    4, vandal.pairs(WebServer.posting("/call", length: "4")),
                    padding: chance.roll(9))
                + vandal.record(4, []) + vandal.stdin("body")
            for _ in 0..<chance.roll(6) {
                bytes[chance.roll(bytes.count)] = UInt8(chance.roll(256))
            }
            let cut = chance.roll(bytes.count + 1)
            try? vandal.send(Array(bytes.prefix(cut)))
            if chance.roll(2) == 0 { try? vandal.send(Array(bytes.dropFirst(cut))) }
            vandal.close()
            if number.isMultiple(of: 100) {
                #expect(try sound.ask("/sound").body == "GET /sound ", "seed \(seed), \(number)")
            }
        }
        let end = ContinuousClock.now + .seconds(10)
        while openDescriptors() > before, ContinuousClock.now < end { sched_yield() }
        #expect(openDescriptors() <= before, "seed \(seed)")
    }

    /// Those of this process that are sockets at the moment are among them.
    private func openDescriptors() -> Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
    }
}
