extension OpenAPI {
    /// Schemas that several sections use.
    static let shared = Section(schemas: [
        "NextCursor": .text.orNull.saying("Null on the last page."),
        "TimeOrNull": .time.orNull.saying("RFC 3339, UTC, milliseconds."),
        "Problem": .object(
            required: ["type", "title", "status", "detail"], isOpen: true,
            [
                "type": .text.saying("A URI of the kind of problem."),
                "title": .text.saying("The status in words."),
                "status": .number.saying("The HTTP status of the answer."),
                "detail": .text.saying("What is wrong, for a person."),
                "id": .id.saying("The record that stands in the way, where there is one."),
                "cause": .text.saying("The name programs know it by, where there is one."),
                "errors": .list(
                    of: .object([
                        "field": .text.saying("The field or parameter."),
                        "message": .text.saying("What is wrong with it."),
                    ])
                ).saying("The fields that were refused."),
            ]
        ).saying("RFC 9457."),
    ])
}
