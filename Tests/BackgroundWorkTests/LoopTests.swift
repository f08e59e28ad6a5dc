import Dispatch
import Foundation
import Synchronization
import Testing

@testable import BackgroundWork

@Suite("A background loop")
struct LoopTests {
    @Test("It runs rounds one after another, each with what the one before left")
    func rounds() {
        let loop = BackgroundLoop("counting")
        let seen = Mutex<[Int]>([])
        let enough = DispatchSemaphore(value: 0)
        loop.start(0) { number in
            seen.withLock { $0.append(number) }
            number += 1
            if number == 5 { enough.signal() }
            return .milliseconds(1)
        }
        enough.wait()
        #expect(loop.stop())
        #expect(seen.withLock { $0.prefix(5) } == [0, 1, 2, 3, 4])
    }

    @Test("Waking ends the pause, and waking before the pause begins is not lost")
    func wakes() {
        let loop = BackgroundLoop("sleeping")
        let ran = DispatchSemaphore(value: 0)
        loop.start {
            ran.signal()
            return .seconds(600)
        }
        ran.wait()
        // The round may still be on its way into the pause.
        for _ in 1...100 {
            loop.wake()
            ran.wait()
        }
        #expect(loop.stop())
    }

    @Test("The first round waits as long as it is told to")
    func firstPause() {
        let loop = BackgroundLoop("late")
        let began = ContinuousClock.now
        let ran = DispatchSemaphore(value: 0)
        loop.start(after: .milliseconds(50)) {
            ran.signal()
            return .seconds(600)
        }
        ran.wait()
        #expect(ContinuousClock.now - began >= .milliseconds(50))
        loop.stop()
    }

    @Test("A stop ends the pause, and no round begins after it")
    func stops() {
        let loop = BackgroundLoop("stopping")
        let rounds = Atomic(0)
        loop.start(after: .seconds(600)) {
            rounds.add(1, ordering: .relaxed)
            return .zero
        }
        #expect(loop.stop() && loop.isStopping)
        #expect(rounds.load(ordering: .relaxed) == 0)
        #expect(BackgroundLoop("never started").stop())
    }

    @Test("A stop waits for the round under way, but not longer than its patience")
    func patience() {
        let loop = BackgroundLoop("stuck")
        let (began, release) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        loop.start {
            began.signal()
            release.wait()
            return .zero
        }
        began.wait()
        #expect(!loop.stop(patience: .milliseconds(20)))
        release.signal()
        #expect(loop.stop())
    }

    @Test("The thread has its name and its nice value, and the others keep theirs")
    func thread() throws {
        let loop = BackgroundLoop("kind", nice: 7)
        let found = Mutex<(name: String?, nice: Int32)>((nil, 0))
        let ran = DispatchSemaphore(value: 0)
        loop.start {
            let nice = getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0)
            found.withLock { $0 = (Thread.current.name, nice) }
            ran.signal()
            return .seconds(600)
        }
        ran.wait()
        #expect(found.withLock { $0.name == "kind" && $0.nice == 7 })
        #expect(getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0) < 7)
        loop.stop()
    }
}

@Suite("Waiting")
struct WaitTests {
    @Test("A wait without a signal takes its time, and not much more")
    func timeout() {
        let began = ContinuousClock.now
        WakeSignal().wait(atMost: .milliseconds(30))
        let waited = ContinuousClock.now - began
        #expect(waited >= .milliseconds(30) && waited < .seconds(10))
    }

    @Test("A time that is over, and one longer than any, are times to wait, too")
    func extremes() {
        let signal = WakeSignal()
        signal.wait(atMost: .seconds(-5))
        signal.ring()
        signal.wait(atMost: .seconds(Int64.max))
    }

    @Test("Several signals end one wait")
    func once() {
        let signal = WakeSignal()
        signal.ring()
        signal.ring()
        signal.wait(atMost: .seconds(600))
        let began = ContinuousClock.now
        signal.wait(atMost: .milliseconds(20))
        #expect(ContinuousClock.now - began >= .milliseconds(20))
    }

    @Test("A waiting thread sees a change of another at once")
    func change() {
        let monitor = Monitor(0)
        Thread.detachNewThread { for _ in 1...1000 { monitor.change { $0 += 1 } } }
        #expect(monitor.wait(atMost: .seconds(60)) { $0 == 1000 ? $0 : nil } == 1000)
        #expect(monitor.wait(atMost: .zero) { $0 == 7 ? $0 : nil } == nil)
    }
}
