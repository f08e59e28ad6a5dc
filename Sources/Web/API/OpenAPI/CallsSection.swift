import CallRules
import Store

extension OpenAPI {
    /// The section about calls.
    static let calls = Section(
        tag: "Calls",
        operations: [
            .list(
                "/calls", "listCalls", "Calls, the latest first",
                filters: [
                    .query(
                        "from", .text,
                        "Started at this time or later; a day in the zone of the settings, or a time."
                    ),
                    .query(
                        "to", .text,
                        "Started before this time; a day, which belongs to the period, or a time."),
                    .query("direction", .direction, "Direction."),
                    .query("outcome", .choice(Call.Outcome.self), "Outcome."),
                    .phone,
                    .query("employee_id", .anyID, "Whose call."),
                    .query("line_id", .anyID, "On which line."),
                    .query(
                        "hours", .choice(HoursSide.self),
                        "Started within the working hours in force, or outside of them."),
                    .query("category_id", .anyID, "Its category."),
                    .query("has_note", .truth, "Whether people wrote a note about it."),
                    .query("ignored", .truth, "Whether its number was ignored."),
                    .changedAfter,
                ],
                answers: .page(of: "Call", next: ("showCall", "uuid"))),
            Operation(
                .get, "/calls/{uuid}", "showCall", "A call with its legs, decisions and notices",
                parameters: [.uuid, .ifNoneMatch],
                answers: .versioned("The call.", "CallDetail"), or: [.notModified],
                refusals: [.missing]),
            Operation(
                .patch, "/calls/{uuid}", "changeCall",
                "Write a note about a call, choose its category",
                parameters: [.uuid, .ifMatch], body: "CallChange",
                answers: .versioned("As it is now.", "CallDetail"), refusals: [.missing, .stale]),
            Operation(
                .get, "/calls/{uuid}/recording", "playRecording",
                "The sound of a leg, else the first of its call, from Phonet; each listening is in the audit",
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
                    "legs": .list(of: "Leg").saying(
                        "The legs by start; each telephone has its own."),
                    "decisions": .list(of: "Decision").saying("What each rule decided, in order."),
                    "notifications": .list(of: "Notification").saying("The notices of this call."),
                ]),
            "CallChange": .object(
                required: [],
                [
                    "note": .text(0...CallNote.longest).orNull.saying(
                        "What was agreed; empty or null: none. White space at its ends goes."),
                    "category_id": .id.orNull.saying("A category of calls; null: none."),
                ]),
            "Leg": .object(leg),
        ] + dialling.schemas)

    static let call: Members = [
        "uuid": .text.saying("Of the first leg; lower case, no hyphens."),
        "version": .version,
        "direction": .direction.orNull.saying("Null: not told yet."),
        "state": .choice(Call.State.self).saying("What the call is doing now."),
        "outcome": .choice(Call.Outcome.self).orNull.saying("How it went; null: not settled yet."),
        "phone": .text.orNull.saying(
            "The outside number in E.164; null: hidden, short, unreadable, or an own line."),
        "raw_number": .text.saying(
            "The outside number as Phonet sent it; one of the company's own lines in E.164."),
        "number_class": .choice(PhoneNumber.Class.self).saying(
            "What kind of number it is; own: one of the company's own lines, which is matched to nobody."
        ),
        "contact_name": .text.orNull.saying("The name Phonet knows the number by."),
        "trunk": .text.orNull.saying("The company's own number or line."),
        "line_id": .id.orNull.saying("That line among /lines."),
        "line_name": .text.orNull.saying("What the company calls it."),
        "employee_id": .id.orNull.saying("Whose call it is; null: nobody owns the extension."),
        "employee_external_id": .text.orNull.saying("The CRM's id of that employee."),
        "extension": .text.orNull.saying("The internal number of the last telephone."),
        "started_at": .timeOrNull.saying("When the telephone began to ring."),
        "answered_at": .timeOrNull.saying("When the conversation began."),
        "ended_at": .timeOrNull.saying("When the call ended."),
        "wait_seconds": .number.orNull.saying("Seconds from start to answer."),
        "talk_seconds": .number.orNull.saying("Seconds of conversation."),
        "disposition": .number.orNull
            .saying("Phonet's: 0 answered, 1 no answer, 2 congested, 3 error, 4 busy."),
        "transfer_history": .text.orNull.saying(
            "The extensions of a transferred call, as Phonet sent them."),
        "has_recording": .truth.saying("Phonet named the address of a recording."),
        "recording_state": .choice(RecordingState.self)
            .saying("`failed`: the last attempt to fetch it failed; the next may succeed."),
        "client_id": .id.orNull.saying("The client with this number."),
        "client_external_id": .text.orNull.saying("The CRM's id of that client."),
        "lead_id": .id.orNull.saying("The lead with this number."),
        "lead_external_id": .text.orNull.saying("The CRM's id of that lead."),
        "card_url": .text.orNull.saying(
            "The address of the client's card, else of the lead's; null: nobody is known."),
        "lead_created": .truth.saying("The lead was made by this call."),
        "note": .text.orNull.saying("What people wrote about it; null: nothing."),
        "category_id": .id.orNull.saying("The category people chose; null: none."),
        "ignored": .truth.saying(
            "Its number was on the ignore list when the rules decided: it made no lead, notice or missed call."
        ),
        "origin": .choice(CallSource.self).saying(
            "Whether webhooks or Phonet's history told of it first."),
    ]

    private static let leg: Members = [
        "uuid": .text.saying("Of this leg; lower case, no hyphens."),
        "parent_uuid": .text.orNull.saying("The leg this one belongs to."),
        "direction": .direction.orNull.saying("Null: not told yet."),
        "party": .choice(["user", "group", "ivr", "unknown"]).orNull.saying(
            "What kind of telephone it is; null: not told."),
        "extension": .text.orNull.saying("The internal number, leading zeros kept."),
        "name": .text.orNull.saying("What Phonet calls the telephone."),
        "raw_number": .text.orNull.saying("The outside number as Phonet sent it."),
        "trunk": .text.orNull.saying("The company's own number or line."),
        "dialled_at": .timeOrNull.saying("When the telephone began to ring."),
        "answered_at": .timeOrNull.saying("When it was picked up."),
        "ended_at": .timeOrNull.saying("When the leg ended."),
        "talk_seconds": .number.orNull.saying("Seconds of conversation."),
        "disposition": .number.orNull.saying("As in the call: 0 answered to 4 busy."),
        "transfer_history": .text.orNull.saying(
            "The extensions of a transferred call, as Phonet sent them."),
        "has_record": .truth.saying("Full information has come for this leg."),
        "has_recording": .truth.saying(
            "Phonet named the address of its recording; the uuid of the leg plays it."),
        "recording_state": .choice(RecordingState.self)
            .saying("`failed`: the last attempt to fetch it failed; the next may succeed."),
    ]
}

extension OpenAPI.Schema {
    fileprivate static let direction = choice(["incoming", "outgoing", "internal"])
}
