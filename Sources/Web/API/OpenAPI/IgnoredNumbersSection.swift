extension OpenAPI {
    /// The section about numbers that are left alone.
    static let ignoredNumbers = Section(
        tag: "Ignored numbers",
        operations: [
            .list(
                "/ignored-numbers", "listIgnoredNumbers",
                "Numbers that are left alone, the newest entry first",
                answers: .page(of: "IgnoredNumber")),
            Operation(
                .post, "/ignored-numbers", "createIgnoredNumber",
                "Leave a number alone, or all numbers that begin so; open missed calls of it are closed",
                parameters: [.idempotencyKey], body: "NewIgnoredNumber",
                answers: .created("IgnoredNumber"), refusals: [.conflict]),
            Operation(
                .get, "/ignored-numbers/{id}", "showIgnoredNumber", "An ignored number",
                parameters: [.ifNoneMatch],
                answers: .versioned("The entry of the list.", "IgnoredNumber"), or: [.notModified],
                refusals: [.missing]),
            Operation(
                .patch, "/ignored-numbers/{id}", "changeIgnoredNumber",
                "Change why a number is ignored", parameters: [.ifMatch],
                body: "IgnoredNumberChange",
                answers: .versioned("As it is now.", "IgnoredNumber"), refusals: [.missing, .stale]),
            Operation(
                .delete, "/ignored-numbers/{id}", "deleteIgnoredNumber",
                "Ignore a number no longer; missed calls closed because of it within a day are open again",
                parameters: [.ifMatch], answers: .deleted, refusals: [.missing, .inUse, .stale]),
        ],
        schemas: [
            "IgnoredNumber": .object([
                "id": .id.saying("The number of the row."),
                "version": .anyID.saying("Grows with each change."),
                "number": .text.saying("E.164, or the beginning of it."),
                "is_prefix": .truth.saying("Whether all numbers that begin so are meant."),
                "reason": .text.saying("Why, for people."),
                "created_at": .time.saying("Since when it is ignored."),
                "created_by": .text.saying("Who added it."),
                "calls": .number.saying("The calls that were ignored because of it."),
            ]),
            "NewIgnoredNumber": .object(
                required: ["number", "reason"],
                [
                    "number": .text(1...60).saying(
                        "In any spelling; of a beginning, 3 to 14 digits."),
                    "is_prefix": .truth.saying(
                        "Whether all numbers that begin so are meant; the longest entry counts."),
                    "reason": .text(1...200, matching: #"\S"#).saying("Why, for people."),
                ]),
            "IgnoredNumberChange": .object(
                required: [],
                ["reason": .text(1...200, matching: #"\S"#).saying("Why, for people.")]),
        ])
}
