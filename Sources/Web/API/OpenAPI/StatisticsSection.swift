extension OpenAPI {
    /// What the document says about statistics.
    static let statistics = Section(
        tag: "Statistics",
        operations: [
            Operation(
                .get, "/statistics", "showStatistics",
                "Calls with the outside, counted; internal ones are left out",
                parameters: [
                    .query("from", .text, "A day in the zone of the settings, or a time."),
                    .query(
                        "to", .text,
                        "A day, which belongs to the period, or a time, which does not."),
                    .query("employee_id", .anyID, "Whose calls."),
                ],
                answers: .ok("The figures.", "Statistics"))
        ],
        schemas: [
            "Statistics": .object([
                "from": .time,
                "to": .time.saying("The first moment after the period."),
                "timezone": .text.saying("Where the clocks are that days and hours follow."),
                "totals": .object(
                    figures + [
                        "unique_numbers": .number.saying("Different outside numbers."),
                        "returned": .number.saying("Missed calls that were returned."),
                        "median_return_seconds": .number.orNull
                            .saying("From a missed call to the conversation."),
                    ]),
                "by_day": .list(of: .object(["day": .text] + figures)),
                "by_hour": .list(of: .object(["hour": .number(0...23)] + figures)),
                "by_weekday_hour": .list(
                    of: .object(["weekday": .number(1...7), "hour": .number(0...23)] + figures)
                ).saying("Monday is 1; hours without calls are left out."),
                "by_employee": .list(of: .object(["employee_id": .id.orNull] + figures)),
            ])
        ])

    private static let figures: Members = [
        "calls": .number,
        "incoming": .number,
        "outgoing": .number,
        "answered": .number.saying("In both directions."),
        "incoming_answered": .number,
        "missed": .number.saying("Incoming calls nobody answered."),
        "outgoing_answered": .number,
        "outgoing_unanswered": .number,
        "not_returned": .number.saying("Missed calls whose case is still open."),
        "first_time": .number.saying("First calls ever of their numbers."),
        "leads_created": .number.saying("Calls that made a lead."),
        "talk_seconds": .number.saying("Of all answered calls together."),
        "mean_talk_seconds": .number.orNull,
        "mean_wait_seconds": .number.orNull.saying("Of answered incoming calls."),
    ]
}
