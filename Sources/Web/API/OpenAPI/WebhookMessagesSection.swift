import Store

extension OpenAPI {
    /// The section about webhook messages.
    static let webhookMessages = Section(
        tag: "Webhook messages",
        operations: [
            .list(
                "/webhook-messages", "listWebhookMessages", "Webhooks received, the latest first",
                filters: [
                    .query("status", .choice(WebhookMessageStatus.self), "What became of it.")
                ],
                answers: .page(of: "WebhookMessage", next: ("showWebhookMessage", "id"))),
            Operation(
                .get, "/webhook-messages/{id}", "showWebhookMessage",
                "A message with its whole body",
                answers: .ok("The message.", "WebhookMessage"), refusals: [.missing]),
            Operation(
                .post, "/webhook-messages/{id}/replay", "replayWebhookMessage",
                "Take a message again; what it already did stays done",
                answers: .ok("As it is now.", "WebhookMessage"), refusals: [.missing]),
        ],
        schemas: [
            "WebhookMessage": .object([
                "id": .id.saying("The number of the message."),
                "endpoint": .choice(Endpoint.self).saying("The address it came to."),
                "source_ip": .text.saying("The address it came from."),
                "trusted": .truth.saying("Its source was trusted."),
                "received_at": .time.saying("When it came."),
                "status": .choice(WebhookMessageStatus.self).saying("What became of it."),
                "reason": .text.orNull.saying("What was unreadable or strange about it."),
                "content_type": .text.orNull.saying("The header Content-Type as received."),
                "payload": .text.saying(
                    "The body as received; in the list at most its first 4096 bytes."),
                "payload_bytes": .zero(or: 1...(1 << 30))
                    .saying("The length of the whole body as it is kept."),
                "payload_encoding": .choice(["utf-8", "base64"])
                    .saying("base64: the body is no UTF-8 text."),
                "call_uuid": .text.orNull.saying("The call it tells of."),
            ])
        ])
}
