import Dispatch
import FastCGI
import Foundation
import Testing

@Suite("How far workers have come")
struct ProgressTests {
    private static let ask: [(String, String)] = [
        ("REQUEST_METHOD", "GET"), ("SCRIPT_NAME", "/slow"),
    ]

    @Test("A server nobody calls is not stuck: its workers are free")
    func idle() throws {
        let responder = try Responder()
        let earlier = responder.workerProgress
        #expect(!responder.workerProgress.areStuck(since: earlier))
    }

    @Test("One stuck request does not make a server stuck; one in every worker does, until it ends")
    func stuck() throws {
        let begun = DispatchSemaphore(value: 0)
        let mayEnd = DispatchSemaphore(value: 0)
        let responder = try Responder(workers: 2) { _ in
            begun.signal()
            mayEnd.wait()
            return Responder.text("at last")
        }
        let callers = try (1...2).map { _ in
            let caller = try WebServer(path: responder.path)
            try caller.send(
                caller.begin() + caller.parameters(ProgressTests.ask) + caller.stdin(""))
            #expect(begun.wait(timeout: .now() + 10) == .success)
            return (caller, responder.workerProgress)
        }
        let (first, one) = callers[0]
        let (second, both) = callers[1]
        #expect(!one.areStuck(since: one))
        #expect(!both.areStuck(since: one))
        #expect(responder.workerProgress.areStuck(since: both))
        mayEnd.signal()
        mayEnd.signal()
        #expect(try first.answer().isComplete)
        #expect(try second.answer().isComplete)
        #expect(!responder.workerProgress.areStuck(since: both))
    }

    @Test("A long answer that goes on piece by piece is no stuck request")
    func streaming() throws {
        let mayGoOn = DispatchSemaphore(value: 0)
        let responder = try Responder(workers: 1) { _ in
            var answer = Responder.text("")
            answer.body = .stream { write in
                for _ in 1...2 {
                    try write(Array("piece".utf8))
                    mayGoOn.wait()
                }
            }
            return answer
        }
        let none = responder.workerProgress
        let caller = try WebServer(path: responder.path)
        try caller.send(caller.begin() + caller.parameters(ProgressTests.ask) + caller.stdin(""))
        let end = ContinuousClock.now + .seconds(10)
        var first = none
        while first == none, ContinuousClock.now < end { first = responder.workerProgress }
        mayGoOn.signal()
        while responder.workerProgress.areStuck(since: first), ContinuousClock.now < end {
            sched_yield()
        }
        #expect(!responder.workerProgress.areStuck(since: first))
        mayGoOn.signal()
        #expect(try caller.answer().isComplete)
    }
}
