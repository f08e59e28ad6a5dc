import Dispatch
import Foundation
import Synchronization
import Testing

@testable import BackgroundWork

@Suite("A limiter")
struct LimiterTests {
    @Test("It gives out its places and no more, and a place given back is free")
    func permits() throws {
        let limiter = Limiter(places: 3)
        let held = try #require(limiter.permit())
        var dropped = limiter.permit()
        #expect(dropped != nil)
        let inner: Int?? = limiter.run { limiter.run { 1 } }
        #expect(inner == .some(nil))
        #expect(limiter.run { 2 } == 2)
        held.release()
        held.release()
        dropped = nil
        let three = (limiter.permit(), limiter.permit(), limiter.permit())
        #expect(three.0 != nil && three.1 != nil && three.2 != nil && limiter.permit() == nil)
    }

    @Test("Two work at once, two wait, and the fifth is refused at once")
    func waiting() {
        let limiter = Limiter(places: 2, waiting: 2)
        let entered = DispatchSemaphore(value: 0)
        let finish = DispatchSemaphore(value: 0)
        let running = Atomic(0)
        let most = Atomic(0)
        let group = DispatchGroup()
        for _ in 0..<4 {
            group.enter()
            Thread.detachNewThread {
                let passed: Void? = limiter.run {
                    let now = running.add(1, ordering: .relaxed).newValue
                    most.max(now, ordering: .relaxed)
                    entered.signal()
                    finish.wait()
                    running.subtract(1, ordering: .relaxed)
                }
                #expect(passed != nil)
                group.leave()
            }
        }
        entered.wait()
        entered.wait()
        while limiter.occupied < 4 { sched_yield() }
        #expect(limiter.run { 7 } == nil)
        for _ in 0..<4 { finish.signal() }
        group.wait()
        #expect(most.load(ordering: .relaxed) == 2)
        #expect(limiter.run { 7 } == 7 && limiter.occupied == 0)
    }

    @Test("Work that throws gives its place back")
    func failure() {
        struct Broken: Error {}
        let limiter = Limiter(places: 1)
        #expect(throws: Broken.self) { try limiter.run { throw Broken() } }
        #expect(limiter.occupied == 0)
    }
}
