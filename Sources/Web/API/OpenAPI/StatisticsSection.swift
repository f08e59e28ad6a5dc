extension OpenAPI {
    /// The section about statistics.
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
                    .query(
                        "with_ignored", .truth,
                        "Whether calls of ignored numbers count too; else they are left out."),
                    .query("line_id", .anyID, "On which line."),
                ],
                answers: .ok("The figures.", "Statistics"))
        ],
        schemas: [
            "Statistics": .object([
                "from": .time.saying("The first moment of the period."),
                "to": .time.saying("The first moment after the period."),
                "timezone": .text.saying("Where the clocks are that days and hours follow."),
                "totals": .object(
                    figures + [
                        "unique_numbers": .number.saying("Different outside numbers."),
                        "returned": .number.saying("Missed calls that were returned."),
                        "median_return_seconds": .number.orNull
                            .saying("Working time from a missed call to the conversation."),
                    ]
                ).saying("The whole period together."),
                "by_working_hours": .object([
                    "within": .object(figures).saying("Calls that began within working hours."),
                    "outside": .object(figures).saying("Calls that began outside of them."),
                ]).saying("By the working hours in force, of each line."),
                "by_day": .list(
                    of: .object(["day": .text.saying("The date, as 2026-01-05.")] + figures)
                ).saying("One entry for each day."),
                "by_hour": .list(of: .object(["hour": hour] + figures))
                    .saying("One entry for each hour of the day."),
                "by_weekday_hour": .list(
                    of: .object(["weekday": weekday, "hour": hour] + figures)
                ).saying("Monday is 1; hours without calls are left out."),
                "by_employee": .list(of: .object(["employee_id": employee] + figures))
                    .saying("One entry for each employee with calls."),
                "by_category": .list(of: .object(["category_id": category] + figures))
                    .saying("One entry for each category with calls."),
                "by_line": .list(
                    of: .object(
                        [
                            "line_id": .id.orNull.saying("The line among /lines."),
                            "trunk": .text.orNull.saying("What Phonet calls the line."),
                        ] + figures)
                ).saying("One entry for each line with calls; a single one for a single line."),
            ])
        ])

    private static let hour = Schema.number(0...23).saying("The hour the calls began in.")
    private static let weekday = Schema.number(1...7).saying("The weekday, Monday is 1.")
    private static let employee = Schema.id.orNull
        .saying("Whose calls; null: nobody owns their extension.")

    private static let category = Schema.id.orNull
        .saying("The category people chose; null: calls without one.")

    private static let figures: Members = [
        "calls": .number.saying("Calls in both directions."),
        "incoming": .number.saying("Calls from the outside."),
        "outgoing": .number.saying("Calls to the outside."),
        "answered": .number.saying("In both directions."),
        "incoming_answered": .number.saying("Incoming calls somebody answered."),
        "missed": .number.saying("Incoming calls nobody answered."),
        "outgoing_answered": .number.saying("Outgoing calls somebody answered."),
        "outgoing_unanswered": .number.saying("Outgoing calls nobody answered."),
        "not_returned": .number.saying("Missed calls whose case is still open."),
        "first_time": .number.saying("First calls ever of their numbers."),
        "leads_created": .number.saying("Calls that made a lead."),
        "talk_seconds": .number.saying("Of all answered calls together."),
        "mean_talk_seconds": .number.orNull.saying("Of an answered call."),
        "mean_wait_seconds": .number.orNull.saying("Of answered incoming calls."),
    ]
}
