import Dispatch
import FastCGI
import Foundation
import Testing

@Suite("Stopping")
struct StopTests {
    @Test("A request in flight is answered, its connection closed, and the server ends")
    func inFlight() throws {
        let hasBegun = DispatchSemaphore(value: 0)
        let mayEnd = DispatchSemaphore(value: 0)
        let responder = try Responder { _ in
            hasBegun.signal()
            mayEnd.wait()
            return Responder.text("in time")
        }
        let server = try WebServer(path: responder.path)
        try server.send(
            server.begin()
                + server.parameters([("REQUEST_METHOD", "GET"), ("SCRIPT_NAME", "/slow")])
                + server.stdin(""))
        #expect(hasBegun.wait(timeout: .now() + 10) == .success)
        responder.stop()
        mayEnd.signal()
        let answer = try server.answer()
        #expect(answer.body == "in time")
        #expect(answer.isComplete)
        #expect(try server.isClosed())
        #expect(responder.hasEnded())
    }

    @Test("Idle kept connections do not hold the server, and are closed")
    func idle() throws {
        let responder = try Responder()
        let idle = try (1...20).map { _ in try WebServer(path: responder.path) }
        for server in idle { #expect(try server.ask("/").isComplete) }
        responder.stop()
        #expect(responder.hasEnded())
        for server in idle { #expect(try server.isClosed()) }
    }

    @Test("A server nobody ever called ends, too, and takes its socket with it")
    func untouched() throws {
        let path = Responder.freshPath()
        do {
            let responder = try Responder(path: path)
            responder.stop()
            responder.stop()
            #expect(responder.hasEnded())
        }
        #expect(throws: WebServer.Failure.self) { try WebServer(path: path) }
    }

    @Test("Under load, every request that was sent before the end is answered")
    func load() throws {
        let responder = try Responder(workers: 4)
        let cut = Log<Int>()
        let answered = Log<Int>()
        let clients = DispatchGroup()
        for client in 1...8 {
            clients.enter()
            let path = responder.path
            Thread.detachNewThread {
                defer { clients.leave() }
                guard let server = try? WebServer(path: path) else { return }
                while let answer = try? server.post("/call", "x") {
                    // A connection closed between requests brings nothing at all.
                    if answer.text.isEmpty { return }
                    if !answer.isComplete { cut.append(client) }
                    answered.append(client)
                }
            }
        }
        let end = ContinuousClock.now + .seconds(10)
        while answered.all.count < 500, ContinuousClock.now < end { sched_yield() }
        responder.stop()
        #expect(responder.hasEnded())
        #expect(clients.wait(timeout: .now() + 10) == .success)
        #expect(cut.all.isEmpty)
        #expect(answered.all.count == responder.requests.all.count)
    }

    @Test("An inherited listening socket survives, and the next server answers on it")
    func inherited() throws {
        let path = Responder.freshPath()
        let listener = try boundSocket(path)
        defer { close(listener) }
        let first = try Responder(path: path, listener: .inherited(listener))
        #expect(try WebServer(path: path).ask("/one").isComplete)
        first.stop()
        #expect(first.hasEnded())
        let early = try WebServer(path: path)
        let second = try Responder(path: path, listener: .inherited(listener))
        #expect(try early.ask("/two").body == "GET /two ")
        withExtendedLifetime((first, second)) {}
    }
}
