import JSONText

extension OpenAPI {
    /// A parameter of an operation: in the path, the query or a header.
    struct Parameter: Sendable {
        let json: JSON

        private init(
            _ name: String, in place: String, isRequired: Bool = false, _ schema: Schema,
            _ description: String?
        ) {
            json = OpenAPI.object([
                "name": .string(name),
                "in": .string(place),
                "required": place == "path" || isRequired ? .truth(true) : nil,
                "description": description.map { .string($0) },
                "schema": schema.json,
            ])
        }

        private init(shared name: String) { json = OpenAPI.reference(to: name, in: "parameters") }
    }
}

extension OpenAPI.Parameter {
    typealias Schema = OpenAPI.Schema

    static func query(_ name: String, _ schema: Schema, _ description: String) -> Self {
        Self(name, in: "query", schema, description)
    }

    /// A parameter of the query that must be given.
    static func required(_ name: String, _ schema: Schema, _ description: String) -> Self {
        Self(name, in: "query", isRequired: true, schema, description)
    }

    static func header(_ name: String, _ schema: Schema, _ description: String) -> Self {
        Self(name, in: "header", schema, description)
    }

    static func path(_ name: String, _ schema: Schema, _ description: String? = nil) -> Self {
        Self(name, in: "path", schema, description)
    }

    static let id = Self(shared: "Id")
    static let uuid = path(
        "uuid", .text(1 ... .max), "Of any leg, with or without hyphens, in any case.")
    static let limit = Self(shared: "Limit")
    static let cursor = Self(shared: "Cursor")
    static let phone = query("phone", .text(0...60), "In any spelling.")
    static let changedAfter = query(
        "changed_after", .text,
        """
        Changed at this time or later, the earliest change first; a day in the zone of the settings, or a time.
        """)
    /// The path may hold any id, slashes too; the pattern keeps to what needs no encoding.
    static let externalIDInPath = path(
        "external_id", .text(1...100, matching: "^[A-Za-z0-9_-]+$"),
        "The CRM's id; everything behind by-external-id/, slashes too.")
    static let externalIDInQuery = required(
        "external_id", .text(1...100, matching: #"\S"#), "The CRM's id, of any characters.")
    static let ifMatch = Self(shared: "IfMatch")
    static let ifNoneMatch = Self(shared: "IfNoneMatch")
    static let idempotencyKey = Self(shared: "IdempotencyKey")
    static let externalID = query(
        "external_id", .text, "The CRM's id; of clients and leads also one from before a merge.")

    /// The parameters that several operations refer to, by name.
    static let shared: KeyValuePairs<String, Self> = [
        "Id": .path("id", .id),
        "IfMatch": .header(
            "If-Match", .text,
            "The ETag of the version that is meant, such as \"7\", or *; 412 when it is another by now."
        ),
        "IfNoneMatch": .header(
            "If-None-Match", .text,
            "The ETag of the version that is known; 304 when it is still in force."),
        "IdempotencyKey": .header(
            "Idempotency-Key", .text,
            """
            1 to 255 visible ASCII characters that name the request for a day: sent again with the same body, it is answered as before and not \
            carried out again.
            """),
        "Limit": .query("limit", .number(1...200, default: 50), "Rows on a page."),
        "Cursor": .query(
            "cursor", .text(matching: "^-?[0-9]{1,18}(_-?[0-9]{1,18})?$"),
            "The next_cursor of the page before."),
    ]
}
