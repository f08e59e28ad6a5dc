import BackgroundWork
import CallRules
import Foundation
import Store

/// The threads of a courier: one that looks what there is to do, woken by the store and once a
/// second, and one for each push being sent, so that a service that does not answer holds up
/// neither webhooks nor the other pushes.
package final class CourierThreads: @unchecked Sendable {
    /// So many pushes are sent at once (reliability.md P5).
    package static let mostSends = 8
    /// The books are looked into at least so often, in seconds, for what others wrote into them.
    private static let longestRest = 1.0

    private let courier: Courier
    private let rest: @Sendable (Double) -> Void
    private let condition = NSCondition()
    private var sends = 0
    private var isStopping = false
    private var isStopped = true

    /// - Parameter rest: returns when the store has news, or after so many seconds; by default
    ///   waits for the store's bell.
    package init(_ courier: Courier, rest: (@Sendable (Double) -> Void)? = nil) {
        self.courier = courier
        let bell = courier.store.wakeSignal
        self.rest = rest ?? { bell.wait(atMost: .seconds($0)) }
    }

    /// Lets go out what was cut off by the last end of the program, and begins.
    package func start() throws(StoreError) {
        try courier.store.resumeDeliveries(at: courier.environment.clock())
        isStopped = false
        let thread = Thread.named("courier") { [self] in work() }
        thread.start()
    }

    /// Takes nothing more and gives sends that are under way so many seconds; those that need
    /// longer are cut off, and go out again when the program starts.
    package func stop(patience seconds: Double = 1) {
        condition.lock()
        isStopping = true
        condition.unlock()
        courier.store.wakeSignal.ring()
        let end = Date().addingTimeInterval(seconds)
        condition.lock()
        while !isStopped { condition.wait() }
        while sends > 0, condition.wait(until: end) {}
        condition.unlock()
    }

    private func work() {
        while !isTimeToStop {
            var pause = CourierThreads.longestRest
            do {
                try courier.sendDueNotices()
                for delivery in try courier.deliveries(atMost: freeSends) { send(delivery) }
                let now = courier.environment.clock()
                if let next = try courier.store.nextCourierWork(after: now) {
                    pause = min(pause, Double(next.milliseconds - now.milliseconds) / 1000)
                }
            } catch {
                courier.environment.report("courier: \(error)")
            }
            rest(pause)
        }
        condition.lock()
        isStopped = true
        condition.broadcast()
        condition.unlock()
    }

    private var isTimeToStop: Bool {
        condition.lock()
        defer { condition.unlock() }
        return isStopping
    }

    private var freeSends: Int {
        condition.lock()
        defer { condition.unlock() }
        return CourierThreads.mostSends - sends
    }

    private func send(_ delivery: PushDelivery) {
        condition.lock()
        sends += 1
        condition.unlock()
        Thread.detachNewThread { [self] in
            do {
                try courier.deliver(delivery)
            } catch {
                courier.environment.report("courier: \(error)")
            }
            condition.lock()
            sends -= 1
            condition.broadcast()
            condition.unlock()
            courier.store.wakeSignal.ring()
        }
    }
}
