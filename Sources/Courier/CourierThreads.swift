import BackgroundWork
import CallRules
import Foundation
import Store

/// The threads of a courier. One thread looks for work after each wake signal of the store, and
/// once a second. Each delivery is sent on a thread of its own, so that a service that does not
/// answer delays neither webhooks nor other deliveries.
package final class CourierThreads: Sendable {
    /// Most deliveries to people sent at the same time by one channel, so that a service that hangs holds
    /// up no other. Events for webhook endpoints have limits of their own.
    package static let maxSends = 8

    private let courier: Courier
    private let longestPause: Duration
    private let pauseAfterError: Duration
    private let loop: BackgroundLoop
    /// What is being sent, by channel.
    private let sends = Monitor<[ChannelKind: Int]>([:])

    private let clocks = Monitor(ClockPair())

    /// - Parameters:
    ///   - longestPause: longest pause between two reads of the database. Other processes write to it
    ///     without a wake signal.
    ///   - pauseAfterError: before an outcome is stored again that the database did not take.
    package init(
        _ courier: Courier, longestPause: Duration = .seconds(1),
        pauseAfterError: Duration = .seconds(1)
    ) {
        self.courier = courier
        self.pauseAfterError = pauseAfterError
        self.longestPause = longestPause
        loop = BackgroundLoop("courier", signal: courier.store.wakeSignal)
    }

    /// Starts the threads. Deliveries that the last end of the program interrupted wait for sending
    /// again.
    package func start() throws(StoreError) {
        try courier.store.resumeDeliveries(at: courier.environment.clock())
        loop.start { [self] in work() }
    }

    /// Takes no more work and waits for the deliveries being sent. Those that take longer are
    /// interrupted and sent again after the next start.
    ///
    /// - Parameter patience: the longest wait for deliveries.
    package func stop(patience: Duration = .seconds(1)) {
        loop.stop()
        _ = sends.wait(atMost: patience) { $0.values.allSatisfy { $0 == 0 } ? true : nil }
    }

    /// - Returns: the pause until the next known work, `longestPause` at most.
    private func work() -> Duration {
        do {
            if let seconds = setBack() { try courier.store.moveWebhooks(bySeconds: seconds) }
            if let pause = try pause() { return pause }
            try courier.releaseDueNotices()
            for channel in ChannelKind.toPeople {
                let free = CourierThreads.maxSends - sends.read { $0[channel, default: 0] }
                for delivery in try courier.deliveries(by: channel, atMost: free) { send(delivery) }
            }
            for delivery in try courier.webhooks() { send(delivery) }
            // What is due all the same waits for something that is under way, whose end wakes this thread.
            return try pause() ?? longestPause
        } catch {
            courier.environment.report("\(error)")
            return longestPause
        }
    }

    /// The pause until the next work that is stored, `longestPause` at most; nil: some is due.
    private func pause() throws(StoreError) -> Duration? {
        let now = courier.environment.clock()
        return switch try courier.store.courierWork(at: now) {
        case .now: nil
        case .later(let next):
            min(longestPause, .milliseconds(next.milliseconds - now.milliseconds))
        case .never: longestPause
        }
    }

    /// Seconds by which the wall clock was set back since the last round; nil: it was not.
    private func setBack() -> Int? {
        let (wall, uptime) = (courier.environment.clock(), courier.environment.uptime())
        return clocks.change { $0.setBack(wall: wall, uptime: uptime) }
    }

    private func send(_ delivery: Delivery) {
        sends.change { $0[delivery.channel, default: 0] += 1 }
        Thread.detachNewThread { [self] in
            var next: Delivery? = delivery
            while let one = next {
                var taken = finish(courier.send(one))[...]
                next = taken.popFirst()
                for other in taken { send(other) }
            }
            sends.change { $0[delivery.channel, default: 0] -= 1 }
            loop.wake()
        }
    }

    /// Stores what came of an attempt, again and again while the database takes nothing: a delivery that
    /// counts as being sent holds up what comes after it.
    ///
    /// - Returns: events to send next.
    private func finish(_ attempt: Courier.Attempt) -> [Delivery] {
        while true {
            do {
                if attempt.delivery.channel == .webhook, !loop.isStopping {
                    return try courier.finishAndTakeWebhooks(attempt)
                }
                try courier.finish(attempt)
                return []
            } catch {
                courier.environment.report("\(error)")
                if loop.isStopping { return [] }
                _ = sends.wait(atMost: pauseAfterError) { _ in loop.isStopping ? true : nil }
            }
        }
    }
}
