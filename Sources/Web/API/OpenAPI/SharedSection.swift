extension OpenAPI {
    /// What all addresses have in common.
    static let shared = Section(schemas: [
        "NextCursor": .text.orNull.saying("Null on the last page."),
        "TimeOrNull": .time.orNull.saying("RFC 3339, UTC, milliseconds."),
        "Problem": .object(
            required: ["type", "title", "status", "detail"], isOpen: true,
            [
                "type": .text,
                "title": .text,
                "status": .number,
                "detail": .text,
                "cause": .text.saying("The name programs know it by, where there is one."),
                "errors": .list(of: .object(["field": .text, "message": .text])),
            ]
        ).saying("RFC 9457."),
    ])
}
