import BackgroundWork
import CallRules
import Foundation
import Store

/// The threads of a courier. One thread looks for work when the store rings its wake signal, and
/// once a second. Each delivery is sent on a thread of its own, so that a service that does not
/// answer delays neither webhooks nor other deliveries.
package final class CourierThreads: @unchecked Sendable {
    /// Deliveries sent at the same time, of all channels together.
    package static let mostSends = 8
    /// Longest pause between two looks at the database, in seconds. Other processes write to it
    /// without ringing the wake signal.
    private static let longestRest = 1.0

    private let courier: Courier
    private let rest: @Sendable (Double) -> Void
    private let condition = NSCondition()
    private var sends = 0
    private var isStopping = false
    private var isStopped = true

    /// - Parameter rest: returns when the store has work, or after the given seconds; by default
    ///   waits for the store's wake signal.
    package init(_ courier: Courier, rest: (@Sendable (Double) -> Void)? = nil) {
        self.courier = courier
        let bell = courier.store.wakeSignal
        self.rest = rest ?? { bell.wait(atMost: .seconds($0)) }
    }

    /// Makes deliveries wait again that were interrupted by the last end of the program, and
    /// starts.
    package func start() throws(StoreError) {
        try courier.store.resumeDeliveries(at: courier.environment.clock())
        isStopped = false
        let thread = Thread.named("courier") { [self] in work() }
        thread.start()
    }

    /// Stops taking work and waits for the sends in flight. Those that take longer are interrupted
    /// and sent again at the next start.
    /// - Parameter seconds: the longest wait.
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
                courier.environment.report("\(error)")
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

    private func send(_ delivery: Delivery) {
        condition.lock()
        sends += 1
        condition.unlock()
        Thread.detachNewThread { [self] in
            do {
                try courier.deliver(delivery)
            } catch {
                courier.environment.report("\(error)")
            }
            condition.lock()
            sends -= 1
            condition.broadcast()
            condition.unlock()
            courier.store.wakeSignal.ring()
        }
    }
}
