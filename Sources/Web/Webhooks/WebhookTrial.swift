import Store

/// What the pages and the API need of the sending of webhooks to the CRM.
package struct WebhookSending: Sendable {
    /// Sends a trial event to an endpoint; blocks until it has answered, 15 s at most.
    package var tryOut: @Sendable (WebhookEndpoint.ID, Author) throws -> WebhookTrial
    /// The body of an event under a type, of the record as it is now; nil: the event was purged.
    package var body: @Sendable (_ seq: Int64, _ type: EventType) -> [UInt8]?

    package init(
        tryOut: @escaping @Sendable (WebhookEndpoint.ID, Author) throws -> WebhookTrial,
        body: @escaping @Sendable (_ seq: Int64, _ type: EventType) -> [UInt8]?
    ) {
        self.tryOut = tryOut
        self.body = body
    }

    /// Sends nothing: for commands and tests without a courier.
    package static let none = WebhookSending(tryOut: { _, _ in .busy }, body: { _, _ in nil })
}

/// The result of a trial.
package enum WebhookTrial: Sendable {
    case finished(WebhookDelivery)
    /// Others are under way.
    case busy
    /// There is no such endpoint.
    case missing
}
