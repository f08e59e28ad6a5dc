import CallRules
import Dispatch
import HTTPClientTypes
import Synchronization
import TestSupport
import Testing
import WebPush

@testable import Courier
@testable import Store

@Suite("The courier at work")
struct ThreadStories {
    @Test("A notice goes out as soon as the message that formed it is stored")
    func wakes() throws {
        let arrived = DispatchSemaphore(value: 0)
        let post = try Post { _ in
            arrived.signal()
            return .success(OutgoingResponse(status: 201))
        }
        try post.subscribe(Company.taras)
        // Nothing but the bell wakes it.
        let threads = CourierThreads(post.courier, longestPause: .seconds(60))
        try threads.start()
        try post.hear(Conversation().dial)
        #expect(arrived.wait(timeout: .now() + 20) == .success)
        threads.stop(patience: .seconds(20))
        #expect(try post.push() == "delivered")
    }

    @Test("A service that does not answer has eight pushes at once, and nobody waits for it")
    func hangs() throws {
        let (begun, release) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let most = Mutex((now: 0, most: 0))
        let post = try Post { _ in
            most.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
            begun.signal()
            release.wait()
            most.withLock { $0.now -= 1 }
            return .success(OutgoingResponse(status: 201))
        }
        for number in 0..<20 {
            try post.subscribe(Company.taras, at: "https://push.example/\(number)")
        }
        let threads = CourierThreads(post.courier)
        try threads.start()
        try post.hear(Conversation().dial)
        for _ in 0..<8 { #expect(begun.wait(timeout: .now() + 20) == .success) }
        #expect(
            try post.company.value("SELECT count(*) FROM delivery WHERE state = 'sending'")
                == 8)
        for _ in 0..<20 { release.signal() }
        for _ in 0..<12 { #expect(begun.wait(timeout: .now() + 20) == .success) }
        threads.stop(patience: .seconds(20))
        #expect(most.withLock { $0.most } == 8)
        #expect(
            try post.company.value("SELECT count(*) FROM delivery WHERE state = 'delivered'")
                == 20)
    }

    @Test("What came of a push is stored again until the database takes it")
    func storesAgain() throws {
        let (arrived, refused) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let post = try Post { _ in
            arrived.signal()
            return .success(OutgoingResponse(status: 201))
        } report: { _ in
            refused.signal()
        }
        try post.subscribe(Company.taras)
        try post.company.execute(
            """
            CREATE TRIGGER full BEFORE UPDATE ON delivery WHEN NEW.state = 'delivered'
            BEGIN SELECT RAISE(ABORT, 'the disk is full'); END
            """)
        let threads = CourierThreads(post.courier, pauseAfterError: .milliseconds(1))
        try threads.start()
        try post.hear(Conversation().dial)
        for _ in 0..<3 { #expect(refused.wait(timeout: .now() + 20) == .success) }
        #expect(try post.push() == "sending")
        try post.company.execute("DROP TRIGGER full")
        let until = ContinuousClock.now + .seconds(20)
        while try post.push() == "sending", ContinuousClock.now < until {}
        #expect(try post.push() == "delivered")
        threads.stop(patience: .seconds(20))
        #expect(arrived.wait(timeout: .now()) == .success)
        #expect(arrived.wait(timeout: .now()) == .timedOut)
    }

    @Test("A stop cuts off what a service does not answer, and the next start knows of it")
    func stops() throws {
        let (begun, release) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let post = try Post { _ in
            begun.signal()
            release.wait()
            return .failure(.timedOut)
        }
        try post.subscribe(Company.taras)
        let threads = CourierThreads(post.courier)
        try threads.start()
        try post.hear(Conversation().dial)
        #expect(begun.wait(timeout: .now() + 20) == .success)
        threads.stop(patience: .zero)
        #expect(try post.push() == "sending")
        #expect(try post.store.resumeDeliveries(at: post.now) == 1)
        release.signal()
    }

    @Test("The two clocks tell a clock that was set back from time that passed")
    func clocks() {
        var clocks = ClockPair()
        let morning = Company.morning
        #expect(clocks.setBack(wall: morning, uptime: .seconds(100)) == nil)
        #expect(
            clocks.setBack(wall: morning.advanced(bySeconds: 60), uptime: .seconds(160)) == nil)
        // Suspended, or set forward: everything is due the sooner.
        #expect(
            clocks.setBack(wall: morning.advanced(bySeconds: 7200), uptime: .seconds(161)) == nil)
        #expect(
            clocks.setBack(wall: morning.advanced(bySeconds: 3601), uptime: .seconds(162))
                == 3600)
        #expect(
            clocks.setBack(wall: morning.advanced(bySeconds: 3600), uptime: .seconds(163)) == nil)
    }
}
