import CallRules

extension OpenAPI {
    /// The section about missed calls that wait to be returned.
    static let missedCalls = Section(
        tag: "Missed calls",
        operations: [
            .list(
                "/missed-calls", "listMissedCalls", "Numbers that were missed, by id",
                filters: [
                    .query("state", .choice(MissedCase.State.self), "What has become of it."),
                    .phone,
                    .query(
                        "hours", .choice(HoursSide.self),
                        "Missed within the working hours in force, or outside of them."),
                    .changedAfter,
                ],
                answers: .page(of: "MissedCall")),
            Operation(
                .get, "/missed-calls/{id}", "showMissedCall", "A number that was missed",
                answers: .ok("It.", "MissedCall"), refusals: [.missing]),
        ],
        schemas: [
            "MissedCall": .object([
                "id": .id.saying("The number of the row."),
                "version": .version,
                "state": .choice(MissedCase.State.self).saying(
                    "Whether somebody still has to call back."),
                "phone": .text.saying("The number, in E.164."),
                "client_id": .id.orNull.saying("The client with the number."),
                "client_external_id": .text.orNull.saying("The CRM's id of that client."),
                "lead_id": .id.orNull.saying("The newest active lead with the number."),
                "lead_external_id": .text.orNull.saying("The CRM's id of that lead."),
                "call_uuid": .text.orNull.saying("The first missed call."),
                "opened_at": .time.saying("When the first missed call began."),
                "closed_at": .timeOrNull.saying(
                    "When a conversation ended it, or up to when it was closed by hand."),
                "closed_by": .text.orNull.saying("Who talked, or who closed it by hand."),
                "reason": .choice(CaseClosing.Reason.self).orNull.saying(
                    "Why it was closed by hand; null: it was not."),
                "waiting_seconds": .number.orNull.saying(
                    "Seconds of working time until it ended; null: it is open."),
                "in_working_hours": .truth.saying(
                    "Whether it was missed within the working hours in force."),
                "card_url": .text.orNull.saying("The card of the client or lead."),
            ])
        ])
}
