extension OpenAPI {
    /// A kind of record that the API can list, create, show, change and delete. A new record needs
    /// only a `name`.
    struct Resource: Sendable {
        /// A member of a record.
        struct Field: Sendable {
            let name: String
            let shown: Schema
            let set: Schema?

            /// - Parameters:
            ///   - description: the description of both schemas.
            ///   - shown: the schema in answers.
            ///   - set: the schema in bodies; nil when clients cannot set the member.
            init(_ name: String, _ description: String, _ shown: Schema, set: Schema? = nil) {
                self.name = name
                self.shown = shown.saying(description)
                self.set = set?.saying(description)
            }
        }

        /// The name of the record's schema, such as `Lead`; operation ids end with it.
        let name: String
        /// The plural of `name`, for the id of the list operation.
        let plural: String
        let path: String
        /// Article and noun for descriptions, such as `a`, `lead`.
        let (article, noun): (String, String)
        let tag: String
        var filters: [Parameter] = []
        let fields: [Field]
        /// Whether the CRM may name a record by an id of its own.
        var hasExternalID = false
        /// The description of the body that creates a record; nil: there is none.
        var aboutNew: String?
        /// The description of the body that changes a record; nil: there is none.
        var aboutChange: String?

        var schema: Schema { "\(name)" }

        var section: Section { Section(tag: tag, operations: operations, schemas: schemas) }

        var operations: [Operation] {
            [
                .list(
                    path, "list\(plural)", tag, filters: filters, answers: .page(of: schema)),
                Operation(
                    .post, path, "create\(name)", "Add \(article) \(noun)",
                    parameters: [.idempotencyKey], body: "New\(name)", answers: .created(schema),
                    refusals: [.conflict]),
                Operation(
                    .get, "\(path)/{id}", "show\(name)", "A\(article.dropFirst()) \(noun)",
                    parameters: [.ifNoneMatch], answers: .versioned("The \(noun).", schema),
                    or: [.notModified], refusals: [.missing]),
                Operation(
                    .patch, "\(path)/{id}", "change\(name)",
                    "Change some fields of \(article) \(noun)", parameters: [.ifMatch],
                    body: "\(name)Change", answers: .versioned("As it is now.", schema),
                    refusals: [.missing, .conflict, .stale]),
                Operation(
                    .delete, "\(path)/{id}", "delete\(name)",
                    "Delete \(article) \(noun) nobody uses", parameters: [.ifMatch],
                    answers: .deleted, refusals: [.missing, .inUse, .stale]),
            ]
                + (hasExternalID
                    ? byExternalID("/{external_id}", .externalIDInPath, "ByExternalID")
                        + byExternalID("", .externalIDInQuery, "ByExternalIDInQuery") : [])
        }

        /// The operations on a record that the CRM names by its own id.
        private func byExternalID(
            _ end: String, _ id: Parameter, _ suffix: String
        ) -> [Operation] {
            let path = "\(path)/by-external-id\(end)"
            return [
                Operation(
                    .get, path, "show\(name)\(suffix)",
                    "A\(article.dropFirst()) \(noun) by the CRM's id",
                    parameters: [id, .ifNoneMatch], answers: .versioned("The \(noun).", schema),
                    or: [.notModified], refusals: [.missing]),
                Operation(
                    .put, path, "put\(name)\(suffix)",
                    "Change \(article) \(noun) by the CRM's id, or add it; fields left out stay",
                    parameters: [id, .ifMatch], body: "\(name)Change",
                    answers: .versioned("As it is now.", schema), or: [.created(schema)],
                    refusals: [.conflict, .stale]),
                Operation(
                    .delete, path, "delete\(name)\(suffix)",
                    "Delete \(article) \(noun) by the CRM's id",
                    parameters: [id, .ifMatch], answers: .deleted,
                    refusals: [.missing, .inUse, .stale]),
            ]
        }

        var schemas: Members {
            let settable = Members(
                fields.compactMap { field in field.set.map { (field.name, $0) } })
            let new = Schema.object(required: ["name"], settable)
            let change = Schema.object(required: [], settable)
            return [
                name: .object(Members(fields.map { ($0.name, $0.shown) })),
                "New\(name)": new.saying(aboutNew),
                "\(name)Change": change.saying(aboutChange),
            ]
        }
    }
}

/// Members that several resources have.
extension OpenAPI.Resource.Field {
    static let id = Self("id", "The number of the row.", .id)
    static let version = Self("version", OpenAPI.Schema.aboutVersion, .anyID)
    static let externalID = Self(
        "external_id", "The CRM's own id; unique.", .text.orNull,
        set: .text(1...100, matching: #"\S"#).orNull)
    static let name = Self(
        "name", "What people call it.", .text, set: .text(1...200, matching: #"\S"#))
    static let uniqueName = Self(
        "name", "What people call it; unique.", .text, set: .text(1...100, matching: #"\S"#))
    static let phones = Self(
        "phones", "Telephone numbers in any spelling; kept in E.164, each once.", .phones,
        set: .list(of: .text(1...60), atMost: 20))
    static let otherPhones = Self(
        "other_phones", "What a sync sent as numbers and is none, as it was written.",
        .list(of: .text))
    static let cardURL = Self(
        "card_url", "The address that a click on its name opens, the same as url.", .text)
    static let position = Self(
        "position", "Place in lists; a new one comes last.", .number, set: .number(0...10000))
}

extension OpenAPI.Schema {
    static let aboutVersion =
        "Grows with each change that has an event; what is strictly older than you have is to be dropped."
    static let version = anyID.saying(aboutVersion)
    /// Telephone numbers as they are stored: in E.164.
    static let phones = list(of: .text(matching: #"^\+[0-9]{1,15}$"#))
}
