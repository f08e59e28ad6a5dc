import JSONText

extension OpenAPI {
    /// The answer of an operation that succeeded.
    struct Response: Sendable {
        let status: Int
        let json: JSON

        private init(
            _ status: Int, _ description: String, _ schema: Schema? = nil,
            type: String = "application/json", headers: JSON? = nil, links: JSON? = nil
        ) {
            self.status = status
            json = OpenAPI.object([
                "description": .string(description),
                "headers": headers,
                "content": schema.map { OpenAPI.content($0, type) },
                "links": links,
            ])
        }

        static func ok(_ description: String, _ schema: Schema) -> Response {
            Response(200, description, schema)
        }

        /// Sound of any type, or a part of it.
        static func sound(_ status: Int, _ description: String) -> Response {
            Response(status, description, .text, type: "audio/*")
        }

        /// 416: the range lies behind the end.
        static let noSuchRange = Response(416, "The recording has no such part.")

        /// An answer whose `ETag` is the version of what it shows.
        static func versioned(_ description: String, _ schema: Schema) -> Response {
            Response(200, description, schema, headers: OpenAPI.header("ETag", "The version."))
        }

        static func created(_ schema: Schema) -> Response {
            Response(201, "Made.", schema, headers: OpenAPI.header("Location", "Where it is."))
        }

        /// What was asked for is under way.
        static func accepted(_ description: String, _ schema: Schema) -> Response {
            Response(202, description, schema)
        }

        /// 204 No Content.
        static func done(_ description: String) -> Response { Response(204, description) }

        static let deleted = done("Deleted.")

        /// A page of a list.
        ///
        /// - Parameter next: the operation that takes `member` of the first row as a parameter.
        static func page(
            of row: Schema, next: (operation: String, member: String)? = nil
        ) -> Response {
            let page = Schema.object([
                "items": .list(of: row, atMost: 200).saying("The rows of this page."),
                "next_cursor": Schema("NextCursor").saying("Where the next page begins."),
            ])
            let first = next.map { next in
                OpenAPI.object([
                    "operationId": .string(next.operation),
                    "parameters": .object([
                        (next.member, .string("$response.body#/items/0/\(next.member)"))
                    ]),
                ])
            }
            return Response(
                200, "A page.", page, links: first.map { OpenAPI.object(["first": $0]) })
        }
    }

    /// A body of one media type.
    static func content(_ schema: Schema, _ type: String = "application/json") -> JSON {
        object([type: object(["schema": schema.json])])
    }

    /// A text in the head of an answer.
    static func header(_ name: String, _ description: String? = nil) -> JSON {
        object([
            name: object([
                "description": description.map { .string($0) }, "schema": Schema.text.json,
            ])
        ])
    }

    static func reference(to name: String, in part: String) -> JSON {
        object(["$ref": .string("#/components/\(part)/\(name)")])
    }
}
