import JSONText

extension OpenAPI {
    /// Schemas with their names, in order: the members of an object, or the schemas of a section.
    struct Members: Sendable, ExpressibleByDictionaryLiteral {
        let pairs: [(name: String, schema: Schema)]

        init(_ pairs: [(name: String, schema: Schema)]) { self.pairs = pairs }

        init(dictionaryLiteral elements: (String, Schema)...) {
            pairs = elements.map { ($0.0, $0.1) }
        }

        var json: [(String, JSON)] { pairs.map { ($0.name, $0.schema.json) } }

        static func + (first: Members, second: Members) -> Members {
            Members(first.pairs + second.pairs)
        }
    }

    /// A JSON object; members that are nil are left out.
    static func object(_ members: KeyValuePairs<String, JSON?>) -> JSON {
        .object(members.compactMap { name, value in value.map { (name, $0) } })
    }
}
