import JSONText

extension OpenAPI {
    /// A response of a successful operation.
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

        /// 200 or 206 with sound of any audio type.
        static func sound(_ status: Int, _ description: String) -> Response {
            Response(status, description, .text, type: "audio/*")
        }

        /// 416: the range begins after the end of the recording.
        static let noSuchRange = Response(416, "The recording has no such part.")

        /// 200 whose `ETag` is the version of the record.
        static func versioned(_ description: String, _ schema: Schema) -> Response {
            Response(200, description, schema, headers: OpenAPI.header("ETag", "The version."))
        }

        static func created(_ schema: Schema) -> Response {
            Response(201, "Made.", schema, headers: OpenAPI.header("Location", "Where it is."))
        }

        /// 201 with something that cannot be asked for again.
        static func made(_ schema: Schema) -> Response { Response(201, "Made.", schema) }

        /// 202: the operation has begun.
        static func accepted(_ description: String, _ schema: Schema) -> Response {
            Response(202, description, schema)
        }

        /// 204 No Content.
        static func done(_ description: String) -> Response { Response(204, description) }

        static let deleted = done("Deleted.")

        /// 304: the client has the version already.
        static let notModified = Response(304, "If-None-Match names the version in force.")

        /// 200 with a page of a list.
        ///
        /// - Parameter next: an operation that takes `member` of the first row as a parameter, for
        ///   an OpenAPI link; nil: no link.
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

    /// A `content` object with one media type.
    static func content(_ schema: Schema, _ type: String = "application/json") -> JSON {
        object([type: object(["schema": schema.json])])
    }

    /// A `headers` object with one text header.
    static func header(_ name: String, _ description: String? = nil) -> JSON {
        object([
            name: object([
                "description": description.map { .string($0) }, "schema": Schema.text.json,
            ])
        ])
    }

    /// A reference to `#/components/PART/NAME`.
    static func reference(to name: String, in part: String) -> JSON {
        object(["$ref": .string("#/components/\(part)/\(name)")])
    }
}
