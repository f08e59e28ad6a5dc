import CallRules
import Foundation
import Logging
import Store

/// Does what time alone decides: once a second, on a thread of its own.
final class Timekeeper: @unchecked Sendable {
    /// Strangers' messages beyond this many make room for newer ones.
    private static let quarantineLimit = 10_000

    private let store: Store
    private let clock: @Sendable () -> Instant
    private let log: Logger
    private let condition = NSCondition()
    private var isStopping = false
    private var isStopped = false

    init(_ store: Store, clock: @escaping @Sendable () -> Instant, log: Logger) {
        self.store = store
        self.clock = clock
        self.log = log
    }

    func start() {
        let thread = Thread { [self] in keepTime() }
        thread.name = "timekeeper"
        thread.start()
    }

    /// Returns when the last round is done.
    func stop() {
        condition.lock()
        isStopping = true
        condition.broadcast()
        while !isStopped { condition.wait() }
        condition.unlock()
    }

    private func keepTime() {
        var round = 0
        while waitASecond() {
            do {
                while try store.settle(at: clock()) > 0 {}
                if round % 60 == 0 {
                    try store.trimQuarantine(to: Timekeeper.quarantineLimit)
                    try store.trimSignIns(at: clock())
                }
            } catch {
                log.error("keeping time: \(error)")
            }
            round += 1
        }
        condition.lock()
        isStopped = true
        condition.broadcast()
        condition.unlock()
    }

    /// False when it is time to stop.
    private func waitASecond() -> Bool {
        condition.lock()
        defer { condition.unlock() }
        if !isStopping { _ = condition.wait(until: Date().addingTimeInterval(1)) }
        return !isStopping
    }
}
