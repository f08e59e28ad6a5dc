import CallRules

extension OpenAPI {
    /// What the document says about simulations.
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
                "decisions": .list(of: "Decision"),
                "lead": Schema("SimulatedLead").orNull,
                "notifications": .list(of: "SimulatedNotification"),
            ]),
            "SimulatedLead": .object(lead),
            "SimulatedNotification": .object(notification),
        ])

    private static let question: Members = [
        "direction": .choice(Facts.Direction.self),
        "outcome": .choice(Call.Outcome.self),
        "phone": .text(0...60).orNull
            .saying("The outside number in any spelling; null: hidden."),
        "extension": .text(1...20).orNull.saying("Whose telephone."),
    ]

    private static let lead: Members = [
        "id": .id.orNull.saying("Null for a lead that would be made."),
        "created": .truth,
        "name": .text,
        "phones": .phones,
        "status_id": .id,
        "source_id": .id.orNull,
        "responsible_employee_id": .id.orNull,
    ]

    private static let notification: Members = [
        "kind": .choice(NoticeKind.self),
        "employee_id": .id,
        "text": .text,
        "due_at": .time,
        "dropped_reason": .choice(DropReason.self).orNull.saying(
            "Why it will not be sent; null: it was sent or waits."),
    ]
}
