import Store

extension OpenAPI {
    /// The section about webhook endpoints.
    static let webhookEndpoints = Section(
        tag: "Webhook endpoints",
        operations: [
            Operation(
                .get, "/webhook-endpoints", "listWebhookEndpoints",
                "Programs that are told of events",
                answers: .ok(
                    "All of them; a token of the scope crm sees its own.",
                    .object([
                        "items": .list(of: "WebhookEndpoint").saying("The rows of this page."),
                        "next_cursor": Schema("NextCursor").saying(
                            "Always null: there is one page."),
                    ]))),
            Operation(
                .post, "/webhook-endpoints", "createWebhookEndpoint",
                "Have events sent to an address, from now on", body: "NewWebhookEndpoint",
                answers: .created("WebhookEndpointMade")),
            Operation(
                .get, "/webhook-endpoints/{id}", "showWebhookEndpoint", "A webhook endpoint",
                answers: .ok("The endpoint.", "WebhookEndpoint"), refusals: [.missing]),
            Operation(
                .patch, "/webhook-endpoints/{id}", "changeWebhookEndpoint",
                "Change some fields of a webhook endpoint", body: "WebhookEndpointChange",
                answers: .ok("As it is now.", "WebhookEndpoint"), refusals: [.missing]),
            Operation(
                .delete, "/webhook-endpoints/{id}", "deleteWebhookEndpoint",
                "Delete a webhook endpoint with its deliveries", answers: .deleted,
                refusals: [.missing]),
            Operation(
                .post, "/webhook-endpoints/{id}/secret", "renewWebhookSecret",
                "Make another secret; both sign for 24 hours",
                answers: .ok("The new secret, shown once.", "WebhookSecret"), refusals: [.missing]),
            Operation(
                .post, "/webhook-endpoints/{id}/test", "testWebhookEndpoint",
                "Send an event of the type test now and wait for what comes back",
                answers: .ok("What came back, also when it failed.", "WebhookResult"),
                refusals: [.missing, .testsBusy]),
            .list(
                "/webhook-endpoints/{id}/deliveries", "listWebhookDeliveries",
                "What was sent to an endpoint, the newest event first",
                filters: [
                    .query("state", .choice(WebhookDelivery.State.self), "What became of it."),
                    .query("type", .choice(EventType.self), "The type that is sent."),
                    .query("record", .text(1...200), "Such as lead/12 or call/UUID."),
                ],
                answers: .page(of: "WebhookDelivery"), refusals: [.missing]),
            Operation(
                .post, "/webhook-endpoints/{id}/deliveries/{seq}/retry", "retryWebhookDelivery",
                "Send a delivery again at once, whatever became of it",
                parameters: [.path("seq", .anyID, "The number of its event.")],
                answers: .accepted("It waits to be sent.", "WebhooksQueued"),
                refusals: [.missing, .endpointOff]),
            Operation(
                .post, "/webhook-endpoints/{id}/replay", "replayWebhooks",
                "Send the events after a number again, each record once, as it is now",
                body: "WebhookReplay",
                answers: .accepted("They wait to be sent.", "WebhooksQueued"),
                refusals: [.missing, .endpointOff]),
        ],
        schemas: [
            "WebhookEndpoint": .object(endpoint),
            "WebhookEndpointMade": .object(endpoint + ["secret": secret]),
            "NewWebhookEndpoint": .object(required: ["url"], settable),
            "WebhookEndpointChange": .object(required: [], settable),
            "WebhookSecret": .object([
                "secret": secret,
                "old_secret_until": .time.saying("Until when the one before signs as well."),
            ]),
            "WebhookResult": .object(result),
            "WebhookDelivery": .object(
                [
                    "seq": .anyID.saying("The number of the newest event it tells of."),
                    "type": .choice(EventType.self).saying("The type that is sent."),
                    "record": .text.saying("Kind and id, of a call its uuid: lead/12, call/UUID."),
                    "tries": .number.saying("Attempts made so far."),
                    "due_at": .timeOrNull.saying("When the next attempt is due."),
                ] + result),
            "WebhookReplay": .object(
                required: ["after"],
                [
                    "after": .number(0...Int(Int32.max)).saying(
                        "Events after this number; 0 begins with the oldest kept."),
                    "types": types.saying("Only these types; by default those of the endpoint."),
                ]),
            "WebhooksQueued": .object([
                "queued": .number.saying("How many events were queued.")
            ]),
        ])

    private static let secret = Schema.text(matching: "^whsec_").saying(
        "Signs every request (standardwebhooks.com); shown once.")

    private static let types = Schema.list(of: .choice(["*"] + EventType.allCases.map(\.rawValue)))

    private static let endpoint: Members = [
        "id": .id.saying("The number of the row."),
        "url": .text.saying("Where events are posted."),
        "types": types.saying("The types it is told of; * stands for all."),
        "description": .text.saying("Whose address it is."),
        "state": .choice(["on", "off", "failing"]).saying(
            "Failing: it is on, and nothing could be delivered since."),
        "failing_since": .timeOrNull.saying("Since when no attempt has succeeded."),
        "off_cause": .choice(WebhookEndpoint.OffCause.self).orNull.saying(
            "Why the gateway switched it off; null: it is on, or somebody did."),
        "last_delivery": Schema("WebhookDelivery").orNull.saying("The last attempt that ended."),
        "token_id": .id.orNull.saying(
            "The token that made it; what its own requests cause is not sent here."),
        "created_at": .time.saying("When it was made."),
    ]

    private static let settable: Members = [
        "url": .text(1...2000).saying(
            "https; the CRM's own host and those the operator named also http."),
        "types": types.saying("The types it is told of; * stands for all, also the default."),
        "description": .text(0...200).saying("Whose address it is."),
        "state": .choice(["on", "off"]).saying("Off: nothing is queued for it."),
        "token_id": .id.orNull.saying("Can be changed with a token of the scope admin only."),
    ]

    private static let result: Members = [
        "state": .choice(WebhookDelivery.State.self).saying("What became of it."),
        "status": .number.orNull.saying("The HTTP status of the answer."),
        "milliseconds": .number.orNull.saying("How long the last attempt took."),
        "cause": .text.orNull.saying("Why it was not delivered, as a code."),
        "answer": .text.orNull.saying("The first 512 bytes of the answer."),
    ]
}
