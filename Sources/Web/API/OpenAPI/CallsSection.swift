import CallRules
import Store

extension OpenAPI {
    /// What the document says about calls.
    static let calls = Section(
        tag: "Calls",
        operations: [
            .list(
                "/calls", "listCalls", "Calls, the latest first",
                filters: [
                    .query("from", .time, "Started at this time or later."),
                    .query("to", .time, "Started before this time."),
                    .query("direction", .direction, "Direction."),
                    .query("outcome", .choice(Call.Outcome.self), "Outcome."),
                    .phone,
                    .query("employee_id", .anyID, "Whose call."),
                ],
                answers: .page(of: "Call", next: ("showCall", "uuid"))),
            Operation(
                .get, "/calls/{uuid}", "showCall", "A call with its legs, decisions and notices",
                parameters: [.uuid],
                answers: .ok("The call.", "CallDetail"), refusals: [.missing]),
            Operation(
                .get, "/calls/{uuid}/recording", "playRecording",
                "The sound of a call, from Phonet; each listening is in the audit",
                parameters: [
                    .uuid,
                    .header(
                        "Range", .text, "One range of bytes; Phonet decides whether it is kept to."),
                ],
                answers: .sound(200, "The whole sound."),
                or: [.sound(206, "The part that was asked for."), .noSuchRange],
                refusals: [.noSound, .phonetFailed, .soundNotNow]),
        ] + dialling.operations,
        schemas: [
            "Call": .object(call),
            "CallDetail": .object(
                call + [
                    "legs": .list(of: "Leg"),
                    "decisions": .list(of: "Decision"),
                    "notifications": .list(of: "Notification"),
                ]),
            "Leg": .object(leg),
        ] + dialling.schemas)

    private static let call: Members = [
        "uuid": .text.saying("Of the first leg; lower case, no hyphens."),
        "direction": .direction.orNull.saying("Null: not told yet."),
        "state": .choice(Call.State.self),
        "outcome": .choice(Call.Outcome.self).orNull,
        "phone": .text.orNull.saying("E.164."),
        "raw_number": .text,
        "number_class": .choice(PhoneNumber.Class.self),
        "contact_name": .text.orNull,
        "trunk": .text.orNull,
        "employee_id": .id.orNull,
        "extension": .text.orNull,
        "started_at": .timeOrNull,
        "answered_at": .timeOrNull,
        "ended_at": .timeOrNull,
        "wait_seconds": .number.orNull,
        "talk_seconds": .number.orNull,
        "disposition": .number.orNull
            .saying("Phonet's: 0 answered, 1 no answer, 2 congested, 3 error, 4 busy."),
        "transfer_history": .text.orNull,
        "has_recording": .truth,
        "recording_state": .choice(RecordingState.self)
            .saying("`failed`: it could not be had the last time; the next may go better."),
        "client_id": .id.orNull,
        "lead_id": .id.orNull,
        "lead_created": .truth.saying("The lead was made by this call."),
        "origin": .choice(CallSource.self),
    ]

    private static let leg: Members = [
        "uuid": .text,
        "parent_uuid": .text.orNull,
        "direction": .direction.orNull.saying("Null: not told yet."),
        "party": .choice(["user", "group", "ivr", "unknown"]).orNull,
        "extension": .text.orNull,
        "name": .text.orNull,
        "raw_number": .text.orNull,
        "trunk": .text.orNull,
        "dialled_at": .timeOrNull,
        "answered_at": .timeOrNull,
        "ended_at": .timeOrNull,
        "talk_seconds": .number.orNull,
        "disposition": .number.orNull,
        "transfer_history": .text.orNull,
        "has_record": .truth,
    ]
}

extension OpenAPI.Schema {
    fileprivate static let direction = choice(["incoming", "outgoing", "internal"])
}
