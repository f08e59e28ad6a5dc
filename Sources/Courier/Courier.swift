import CallRules
import Store

/// Sends notices to people: decides about notices that are due, takes deliveries from the database,
/// hands each to its channel, and stores the result. Has no thread and no clock of its own
/// (`CourierThreads` has).
package struct Courier: Sendable {
    /// What it takes from outside.
    package struct Environment: Sendable {
        /// The wall clock.
        package var clock: @Sendable () -> Instant
        /// A random number from 0 up to 1; spreads the retries of many deliveries.
        package var chance: @Sendable () -> Double
        /// Receives errors for the log; never an address or a phone number.
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

    /// - Parameter channel: the channel of a kind; there is one of each.
    package init(
        store: Store, channel: @escaping @Sendable (ChannelKind) -> any Channel,
        _ environment: Environment
    ) {
        self.store = store
        self.channel = channel
        self.environment = environment
    }

    /// Decides about every notice that is due.
    package func sendDueNotices() throws(StoreError) {
        while try store.sendDueNotices(at: environment.clock()) > 0 {}
    }

    /// The deliveries to send now; each is to be handed to `deliver` once.
    package func deliveries(atMost limit: Int) throws(StoreError) -> [Delivery] {
        try store.takeDeliveries(atMost: limit, at: environment.clock())
    }

    /// Sends one delivery through its channel and stores the result. Blocks as long as the channel
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
