import Store

extension OpenAPI {
    /// What the document says about webhook messages.
    static let webhookMessages = Section(
        tag: "Webhook messages",
        operations: [
            .list(
                "/webhook-messages", "listWebhookMessages", "Webhooks received, the latest first",
                filters: [
                    .query("status", .choice(WebhookMessageStatus.self), "What became of it.")
                ],
                answers: .page(of: "WebhookMessage", next: ("replayWebhookMessage", "id"))),
            Operation(
                .post, "/webhook-messages/{id}/replay", "replayWebhookMessage",
                "Take a message again; what it already did stays done",
                answers: .ok("As it is now.", "WebhookMessage"), refusals: [.missing]),
        ],
        schemas: [
            "WebhookMessage": .object([
                "id": .id,
                "endpoint": .choice(Endpoint.self),
                "source_ip": .text,
                "trusted": .truth,
                "received_at": .time,
                "status": .choice(WebhookMessageStatus.self),
                "reason": .text.orNull,
                "content_type": .text.orNull,
                "payload": .text.saying("The body as received."),
                "payload_encoding": .choice(["utf-8", "base64"])
                    .saying("base64: the body is no UTF-8 text."),
                "call_uuid": .text.orNull,
            ])
        ])
}
