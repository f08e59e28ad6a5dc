import CallRules
import JSONText
import Store

extension OpenAPI {
    /// The section about the feed of events, whose bodies webhooks have, too.
    static let events = Section(
        tag: "Events",
        operations: [
            Operation(
                .get, "/events", "listEvents",
                "What happened to calls, leads, clients, employees and missed calls, in order",
                parameters: [
                    .query(
                        "after", .text(matching: "^(latest|[0-9]{1,18})$"),
                        """
                        The next_after of the answer before; latest: no events, only where the log ends. Left \
                        out: from the oldest event that is kept.
                        """),
                    .query(
                        "types", .text(matching: "^[a-z.]+(,[a-z.]+)*$"),
                        "Types of events, separated by commas. Left out: all."),
                    .query("limit", .number(1...1000, default: 100), "Events in an answer."),
                ],
                answers: .ok("The events, the oldest first.", "EventPage"),
                refusals: [.expired])
        ],
        schemas: [
            "EventPage": .object([
                "items": .list(of: "Event").saying("The events, the oldest first."),
                "next_after": .anyID.saying("Where to go on: the last number that was looked at."),
                "more": .truth.saying("Looking stopped early; ask again at once."),
            ]),
            "Event": .object([
                "type": .choice(EventType.self).saying("What happened to the record."),
                "timestamp": .time.saying("When the change was stored."),
                "data": .object(
                    required: ["seq", "actor"],
                    [
                        "seq": .id.saying(
                            "Its number in the log. Numbers may be left out; they never come later."
                        ),
                        "actor": .object([
                            "kind": .choice(Actor.Kind.self).saying("What kind of actor it was."),
                            "id": .id.orNull.saying("Of the employee or token."),
                            "name": .text.orNull.saying("Of the employee or token."),
                        ]).saying("Who or what made the change."),
                        "call": .either("EventCall", "Gone").saying("Of events about calls."),
                        "lead": .either("Lead", "Gone").saying("Of events about leads."),
                        "client": .either("Client", "Gone").saying("Of events about clients."),
                        "employee": .either("Employee", "Gone").saying(
                            "Of events about employees."),
                        "missed": .either("MissedCall", "Gone").saying(
                            "Of events about missed calls."),
                        "person": .object([
                            "erasure_id": .id.saying("The number of the erasure.")
                        ]).saying("Of person.erased; never whose data it was."),
                        "test": .object(["id": .id.saying("The number of the endpoint.")]).saying(
                            "Of a test event."),
                        "cut": .list(of: .text).saying(
                            "Names of the record's lists that have more entries than stand here."),
                    ]
                ).saying("The record as it is when it is sent, under the name of its kind."),
            ]),
            "EventCall": .object(
                required: eventCall.pairs.map(\.name),
                eventCall + [
                    "legs_cut": .truth.saying("There are more legs than these.")
                ]),
            "Gone": .object(
                required: ["version", "deleted"],
                [
                    "id": .id.saying("Of the record; a call has only its uuid."),
                    "uuid": .text.saying("Of the call."),
                    "external_id": .text.orNull.saying("The CRM's own id, as it was."),
                    "version": .version,
                    "deleted": .truth.saying("Always true: there is no such record any longer."),
                    "merged_into": .object(
                        required: [],
                        [
                            "id": .id.saying("Of that record."),
                            "uuid": .text.saying("Of that call."),
                            "external_id": .text.orNull.saying("The CRM's id of that record."),
                        ]
                    ).orNull.saying("The record that has taken its place; null: none."),
                ]),
        ])

    private static let eventCall: Members =
        call + [
            "legs": .list(of: "Leg").saying("The legs by start, 20 at most.")
        ]

    /// The member `webhooks`: what is posted to the endpoints of the CRM.
    static let webhooks = JSON.object(
        EventType.allCases.map { type in
            (
                type.rawValue,
                object([
                    "post": object([
                        "tags": .list([.string(events.tag)]),
                        "summary": .string("Posted to endpoints that take \(type.rawValue)"),
                        "requestBody": object([
                            "required": .truth(true), "content": content("Event"),
                        ]),
                        "responses": object([
                            "2XX": object([
                                "description": .string("Taken; anything else is tried again.")
                            ])
                        ]),
                    ])
                ])
            )
        })
}
