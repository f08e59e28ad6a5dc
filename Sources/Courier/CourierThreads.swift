import BackgroundWork
import CallRules
import Foundation
import Store

/// The threads of a courier. One thread looks for work when the store rings its wake signal, and
/// once a second. Each delivery is sent on a thread of its own, so that a service that does not
/// answer delays neither webhooks nor other deliveries.
package final class CourierThreads: Sendable {
    /// Deliveries sent at the same time, of all channels together.
    package static let mostSends = 8

    private let courier: Courier
    private let longestPause: Duration
    private let loop: BackgroundLoop
    /// Deliveries that are being sent.
    private let sends = Monitor(0)

    /// - Parameter longestPause: between two looks at the database. Other processes write to it
    ///   without ringing the wake signal.
    package init(_ courier: Courier, longestPause: Duration = .seconds(1)) {
        self.courier = courier
        self.longestPause = longestPause
        loop = BackgroundLoop("courier", signal: courier.store.wakeSignal)
    }

    /// Makes deliveries wait again that were interrupted by the last end of the program, and
    /// starts.
    package func start() throws(StoreError) {
        try courier.store.resumeDeliveries(at: courier.environment.clock())
        loop.start { [self] in work() }
    }

    /// Stops taking work and waits for the sends in flight. Those that take longer are interrupted
    /// and sent again at the next start.
    ///
    /// - Parameter patience: the longest wait for sends.
    package func stop(patience: Duration = .seconds(1)) {
        loop.stop()
        _ = sends.wait(atMost: patience) { $0 == 0 ? true : nil }
    }

    /// - Returns: the pause until the next work that is known.
    private func work() -> Duration {
        do {
            try courier.sendDueNotices()
            let free = CourierThreads.mostSends - sends.read(\.self)
            for delivery in try courier.deliveries(atMost: free) { send(delivery) }
            let now = courier.environment.clock()
            guard let next = try courier.store.nextCourierWork(after: now) else {
                return longestPause
            }
            return min(longestPause, .milliseconds(next.milliseconds - now.milliseconds))
        } catch {
            courier.environment.report("\(error)")
            return longestPause
        }
    }

    private func send(_ delivery: Delivery) {
        sends.change { $0 += 1 }
        Thread.detachNewThread { [self] in
            do {
                try courier.deliver(delivery)
            } catch {
                courier.environment.report("\(error)")
            }
            sends.change { $0 -= 1 }
            loop.wake()
        }
    }
}
