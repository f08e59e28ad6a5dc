import Foundation
import Logging

/// Does what time alone decides, round after round, on a thread of its own.
final class PeriodicTask: @unchecked Sendable {
    /// Between rounds, in seconds; and when the last one left something to do.
    private static let pause = 1.0
    private static let shortPause = 0.01

    private let name: String
    private let work: @Sendable (_ round: Int) throws -> Bool
    private let log: Logger
    private let condition = NSCondition()
    private var isStopping = false
    private var isStopped = false

    /// - Parameter work: one round; returns whether something is left to do at once.
    init(
        _ name: String, log: Logger, _ work: @escaping @Sendable (_ round: Int) throws -> Bool
    ) {
        self.name = name
        self.work = work
        self.log = log
    }

    func start() {
        let thread = Thread { [self] in keepTime() }
        thread.name = name
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
        var isBusy = false
        while wait(isBusy ? PeriodicTask.shortPause : PeriodicTask.pause) {
            do {
                isBusy = try work(round)
            } catch {
                log.error("\(name): \(error)")
                isBusy = false
            }
            if !isBusy { round += 1 }
        }
        condition.lock()
        isStopped = true
        condition.broadcast()
        condition.unlock()
    }

    /// False when it is time to stop.
    private func wait(_ seconds: Double) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        if !isStopping { _ = condition.wait(until: Date().addingTimeInterval(seconds)) }
        return !isStopping
    }
}
