import Dispatch
import FastCGI
import Foundation
import Synchronization
import Testing

@Suite("Seats at the door")
struct SeatTests {
    /// The first request waits for the second; whether they met.
    private func meet(workers: Int, permits: Int, isBrief: Bool) throws -> Bool {
        let second = DispatchSemaphore(value: 0)
        let responder = try Responder(
            workers: workers, permits: permits,
            impatience: isBrief ? .milliseconds(10) : .seconds(60), isBrief: isBrief
        ) { request in
            if request.head.path == "/second" { second.signal() }
            if request.head.path == "/first", second.wait(timeout: .now() + 10) == .timedOut {
                return Responder.text("alone")
            }
            return Responder.text("together")
        }
        let waiting = try WebServer(path: responder.path)
        try waiting.send(
            waiting.begin()
                + waiting.parameters([("REQUEST_METHOD", "GET"), ("SCRIPT_NAME", "/first")])
                + waiting.stdin(""))
        let other = try WebServer(path: responder.path).ask("/second").body
        let met = try waiting.answer().body == "together" && other == "together"
        responder.stop()
        return responder.hasEnded() && met
    }

    @Test("Requests that may wait are handled at the same time, as many as there are workers")
    func waiting() throws {
        #expect(try meet(workers: 2, permits: 2, isBrief: false))
        #expect(try meet(workers: 2, permits: 1, isBrief: false))
    }

    @Test("Should all who sit be held up by a request that was to be brief, another takes a seat")
    func heldUp() throws {
        #expect(try meet(workers: 2, permits: 1, isBrief: true))
        #expect(try meet(workers: 5, permits: 1, isBrief: true))
    }

    @Test(
        "Whatever the others wait for, some workers stay free for brief requests; all get answered")
    func reserved() throws {
        let mayEnd = DispatchSemaphore(value: 0)
        let running = Counter()
        let responder = try Responder(workers: 6, briefPath: "/brief") { request in
            guard request.head.path == "/long" else { return Responder.echo(request) }
            running.add(1)
            mayEnd.wait()
            return Responder.echo(request)
        }
        let waiting = try (1...40).map { number in
            let server = try WebServer(path: responder.path)
            let body = "\(number)"
            try server.send(
                server.begin()
                    + server.parameters(WebServer.posting("/long", length: "\(body.utf8.count)"))
                    + server.stdin(body))
            return server
        }
        for _ in 1...200 {
            let answer = try WebServer(path: responder.path).ask("/brief")
            #expect(answer.body == "GET /brief ")
        }
        let end = ContinuousClock.now + .seconds(10)
        while running.value < 4, ContinuousClock.now < end { sched_yield() }
        #expect(running.value == 4)
        let stuck = responder.workerProgress
        #expect(responder.workerProgress.areStuck(since: stuck))
        for _ in waiting { mayEnd.signal() }
        for (index, server) in waiting.enumerated() {
            #expect(try server.answer().body == "POST /long \(index + 1)")
        }
        #expect(!responder.workerProgress.areStuck(since: stuck))
        responder.stop()
        #expect(responder.hasEnded())
    }

    @Test("Requests that still wait for a worker when the server is to stop are answered")
    func waitingAtTheEnd() throws {
        let mayEnd = DispatchSemaphore(value: 0)
        let running = Counter()
        let responder = try Responder(workers: 5) { request in
            running.add(1)
            mayEnd.wait()
            return Responder.echo(request)
        }
        let waiting = try (1...20).map { _ in
            let server = try WebServer(path: responder.path)
            try server.send(
                server.begin() + server.parameters(WebServer.posting("/long", length: "1"))
                    + server.stdin("x"))
            return server
        }
        let end = ContinuousClock.now + .seconds(10)
        while running.value < 3, ContinuousClock.now < end { sched_yield() }
        responder.stop()
        for _ in waiting { mayEnd.signal() }
        for server in waiting { #expect(try server.answer().body == "POST /long x") }
        #expect(responder.hasEnded())
    }

    @Test("Brief requests take turns on the seats, however many workers there are")
    func turns() throws {
        let (now, most) = (Counter(), Counter())
        let responder = try Responder(
            workers: 8, permits: 1, impatience: .seconds(60), isBrief: true
        ) { _ in
            most.raise(to: now.add(1))
            for _ in 0..<20 { sched_yield() }
            now.add(-1)
            return Responder.text("done")
        }
        let connections = try (1...8).map { _ in try WebServer(path: responder.path) }
        for _ in 1...50 {
            for server in connections {
                try server.send(
                    server.begin()
                        + server.parameters([("REQUEST_METHOD", "GET"), ("SCRIPT_NAME", "/")])
                        + server.stdin(""))
            }
            for server in connections { #expect(try server.answer().body == "done") }
        }
        #expect(most.value == 1)
    }

    private final class Counter: Sendable {
        private let count = Atomic(0)

        var value: Int { count.load(ordering: .relaxed) }

        @discardableResult
        func add(_ change: Int) -> Int {
            count.wrappingAdd(change, ordering: .relaxed).newValue
        }

        func raise(to value: Int) { count.max(value, ordering: .relaxed) }
    }
}
