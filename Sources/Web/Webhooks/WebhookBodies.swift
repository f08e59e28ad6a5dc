import CallRules
import Store

/// Makes the bodies of webhooks, which are those of the feed.
package struct WebhookBodies: Sendable {
    private let store: Store
    private let bodies: EventBodies
    private let clock: @Sendable () -> Instant
    private let report: @Sendable (String) -> Void

    /// - Parameter clock: the wall clock.
    package init(
        _ store: Store, _ options: GatewayOptions, clock: @escaping @Sendable () -> Instant
    ) {
        self.store = store
        self.clock = clock
        report = options.report
        // There is no request whose host could stand in for the pages' address.
        let origin = options.pagesURL ?? options.publicURL ?? "http://localhost"
        bodies = EventBodies(store, base: origin + Route.prefix)
    }

    /// The body of an event under a type, of the record as it is now; nil: the event was purged, or the
    /// database cannot be read, which is logged.
    @Sendable package func body(_ seq: Int64, _ type: EventType) -> [UInt8]? {
        do {
            guard let event = try store.event(seq) else { return nil }
            return try bodies.body(of: event.told(as: type), at: clock())
        } catch {
            report("\(error)")
            return nil
        }
    }
}
