import CallRules

extension OpenAPI {
    /// The section about simulations.
    static let simulations = Section(
        tag: "Simulations",
        operations: [
            Operation(
                .post, "/simulations", "simulate", "What would a call do? Nothing is written",
                body: "Question", answers: .ok("What the rules would do.", "Simulation"))
        ],
        schemas: [
            "Question": .object(required: ["direction", "outcome"], question),
            "Simulation": .object([
                "decisions": .list(of: "Decision").saying("What each rule would decide, in order."),
                "lead": Schema("SimulatedLead").orNull.saying("The lead of the call after it."),
                "notifications": .list(of: "SimulatedNotification")
                    .saying("The notices it would cause."),
            ]),
            "SimulatedLead": .object(lead),
            "SimulatedNotification": .object(notification),
        ])

    private static let question: Members = [
        "direction": .choice(Facts.Direction.self).saying("Of the call to simulate."),
        "outcome": .choice(Call.Outcome.self).saying("How the call would go."),
        "phone": .text(0...60).orNull
            .saying("The outside number in any spelling; null: hidden."),
        "extension": .text(1...20).orNull.saying("The extension whose telephone rings or dials."),
        "line_id": .id.orNull.saying("The line; null: one without settings of its own."),
    ]

    private static let lead: Members = [
        "id": .id.orNull.saying("Null for a lead that would be made."),
        "created": .truth.saying("The lead would be made."),
        "name": .text.saying("What the lead is called."),
        "phones": .phones.saying("Its numbers, in E.164."),
        "status_id": .id.saying("Its status after the call."),
        "source_id": .id.orNull.saying("Its source after the call."),
        "responsible_employee_id": .id.orNull.saying("Its responsible after the call."),
    ]

    private static let notification: Members = [
        "kind": .choice(NoticeKind.self).saying("What it would tell of."),
        "employee_id": .id.saying("Whom it would tell."),
        "text": .text.saying("Its words, in the employee's language."),
        "due_at": .time.saying("It would go out at this time."),
        "dropped_reason": .choice(DropReason.self).orNull.saying(
            "Why it will not be sent; null: it was sent or waits."),
    ]
}
