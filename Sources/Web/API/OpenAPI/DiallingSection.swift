extension OpenAPI {
    /// The operations that make and end calls; part of the section of calls.
    static let dialling = Section(
        operations: [
            Operation(
                .post, "/calls", "dial",
                "Have Phonet call an employee, and then the number; never repeated by the gateway",
                parameters: [.idempotencyKey], body: "WantedCall",
                answers: .accepted("Phonet dials.", "AcceptedCall"),
                refusals: [.keyInUse, .phonetFailed, .phonetBusy]),
            Operation(
                .post, "/calls/{uuid}/hang-up", "hangUp", "End a call",
                parameters: [.uuid], answers: .done("Phonet ended it."),
                refusals: [.missing, .ended, .phonetFailed, .phonetBusy]),
        ],
        schemas: [
            "WantedCall": .object(
                required: ["phone"],
                [
                    "employee_id": .id.saying(
                        "Whose telephone rings first; active, with an extension."),
                    "extension": .text(matching: "^[0-9*#]{1,20}$").saying(
                        "In the place of employee_id: an active employee's internal number."),
                    "phone": .text(1...60).saying(
                        "Whom to call, in any spelling, or a short number."),
                ]
            ).saying(
                """
                Either employee_id or extension. The same employee and number again within ten \
                seconds are the same call.
                """),
            "AcceptedCall": .object([
                "uuid": .text.saying(
                    "Of the call to come; lower case, no hyphens. Its events may take a moment.")
            ]),
        ])
}
