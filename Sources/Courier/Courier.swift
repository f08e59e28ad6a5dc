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
        /// The monotonic clock.
        package var uptime: @Sendable () -> Duration
        /// Receives errors for the log; they contain no address and no phone number.
        package var report: @Sendable (String) -> Void

        package init(
            clock: @escaping @Sendable () -> Instant, chance: @escaping @Sendable () -> Double,
            uptime: @escaping @Sendable () -> Duration = { .zero },
            report: @escaping @Sendable (String) -> Void
        ) {
            self.clock = clock
            self.chance = chance
            self.uptime = uptime
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

    /// The deliveries to people to send now by one channel. The caller passes each to `deliver` once.
    package func deliveries(
        by channel: ChannelKind, atMost limit: Int
    ) throws(StoreError) -> [Delivery] {
        try store.takeDeliveries(by: channel, atMost: limit, at: environment.clock())
    }

    /// The events to send to webhook endpoints now. The caller passes each to `deliver` once.
    package func webhooks() throws(StoreError) -> [Delivery] {
        try store.takeWebhooks(
            firstPause: channel(.webhook).retries.firstPause, at: environment.clock())
    }

    /// Sends a trial event to an endpoint and waits for what comes back.
    ///
    /// - Returns: nil: there is no such endpoint.
    package func tryOut(
        _ endpoint: WebhookEndpoint.ID, by author: Author
    ) throws(StoreError) -> WebhookDelivery? {
        let delivery = try store.startWebhookTrial(
            of: endpoint, by: author, at: environment.clock())
        guard let delivery, case .event(let content) = delivery.content else { return nil }
        try finish(send(delivery))
        return try store.webhookDelivery(of: endpoint, seq: content.seq)
    }

    /// What came of sending a delivery. Until `finish` has stored it, the delivery counts as being sent.
    package struct Attempt: Sendable {
        let delivery: Delivery
        let result: AttemptResult
        let exchange: Exchange
        let endedAt: Instant
    }

    /// Sends one delivery through its channel. Blocks as long as the channel does.
    package func send(_ delivery: Delivery) -> Attempt {
        let began = environment.uptime()
        let outcome = channel(delivery.channel).deliver(delivery)
        let took = environment.uptime() - began
        let now = environment.clock()
        return Attempt(
            delivery: delivery, result: result(of: delivery, outcome, at: now),
            exchange: Exchange(
                milliseconds: Int(took / .milliseconds(1)), answer: outcome.answer), endedAt: now)
    }

    /// Stores what came of an attempt.
    package func finish(_ attempt: Attempt) throws(StoreError) {
        try store.finish(
            attempt.delivery, attempt.result, attempt.exchange, at: attempt.endedAt)
    }

    /// Stores what came of an attempt and takes the events to send to webhook endpoints now, in one
    /// transaction: a backlog is worked off with one sync of the disk for an event. The caller passes each
    /// to `send` once.
    package func finishAndTakeWebhooks(_ attempt: Attempt) throws(StoreError) -> [Delivery] {
        try store.finishAndTakeWebhooks(
            attempt.delivery, attempt.result, attempt.exchange,
            firstPause: channel(.webhook).retries.firstPause, at: environment.clock())
    }

    private func result(
        of delivery: Delivery, _ outcome: DeliveryOutcome, at now: Instant
    ) -> AttemptResult {
        switch outcome {
        case .delivered(let status, _): return .delivered(status: status)
        case .gone(let status, _): return .gone(status: status)
        case .failed(let failure): return .failed(failure)
        case .retry(let failure, let seconds, _):
            let next = channel(delivery.channel).retries.next(
                after: delivery, asked: seconds, chance: environment.chance(), at: now)
            return next.map { .again(at: $0, failure) } ?? .failed(failure)
        }
    }
}
