import CallRules
import Store

/// Sends notices to people: turns due notices into deliveries, takes deliveries from the database, hands
/// each to its channel, and stores the outcome. Threads and clocks are in `CourierThreads`.
package struct Courier: Sendable {
    /// The functions from outside the courier.
    package struct Environment: Sendable {
        /// The wall clock.
        package var clock: @Sendable () -> Instant
        /// A random number from 0 to 1, without 1; spreads the retries of many deliveries.
        package var chance: @Sendable () -> Double
        /// Receives errors for the log; they contain no address and no phone number.
        package var report: @Sendable (String) -> Void

        package init(
            clock: @escaping @Sendable () -> Instant, chance: @escaping @Sendable () -> Double,
            report: @escaping @Sendable (String) -> Void
        ) {
            self.clock = clock
            self.chance = chance
            self.report = report
        }
    }

    let store: Store
    let environment: Environment
    private let channel: @Sendable (ChannelKind) -> any Channel

    /// - Parameter channel: returns the channel of a kind.
    package init(
        store: Store, channel: @escaping @Sendable (ChannelKind) -> any Channel,
        _ environment: Environment
    ) {
        self.store = store
        self.channel = channel
        self.environment = environment
    }

    /// Decides about every notice that is due.
    package func releaseDueNotices() throws(StoreError) {
        while try store.releaseDueNotices(at: environment.clock()) > 0 {}
    }

    /// The deliveries to send now. The caller passes each to `deliver` once.
    package func deliveries(atMost limit: Int) throws(StoreError) -> [Delivery] {
        try store.takeDeliveries(atMost: limit, at: environment.clock())
    }

    /// Sends one delivery through its channel and stores the outcome. Blocks as long as the channel
    /// does.
    package func deliver(_ delivery: Delivery) throws(StoreError) {
        let outcome = channel(delivery.channel).deliver(delivery)
        let now = environment.clock()
        try store.finish(delivery, result(of: delivery, outcome, at: now), at: now)
    }

    private func result(
        of delivery: Delivery, _ outcome: DeliveryOutcome, at now: Instant
    ) -> AttemptResult {
        switch outcome {
        case .delivered(let status): return .delivered(status: status)
        case .gone(let status): return .gone(status: status)
        case .failed(let failure): return .failed(failure)
        case .retry(let failure, let seconds):
            let next = NextTry(
                after: delivery, asked: seconds, chance: environment.chance(), at: now)
            return next.map { .again(at: $0.at, failure) } ?? .failed(failure)
        }
    }
}
