import JSONText

extension OpenAPI {
    /// A JSON Schema: its keywords, in order. A string literal is a reference to the schema of that
    /// name in `components/schemas`.
    struct Schema: Sendable, ExpressibleByStringInterpolation {
        private let keywords: [(String, JSON)]

        var json: JSON { .object(keywords) }

        private init(_ keywords: [(String, JSON)]) { self.keywords = keywords }

        private init(type: String) { self.init([("type", .string(type))]) }

        init(stringLiteral name: String) {
            self.init([("$ref", .string("#/components/schemas/\(name)"))])
        }

        /// This schema with one more keyword; unchanged when `value` is nil.
        private func with(_ keyword: String, _ value: JSON?) -> Self {
            value.map { Self(keywords + [(keyword, $0)]) } ?? self
        }

        /// This schema with a description; unchanged when it is nil.
        func saying(_ description: String?) -> Self {
            guard let description else { return self }
            return Self(keywords.filter { $0.0 != "description" })
                .with("description", .string(description))
        }

        /// This schema with a default value; unchanged when it is nil.
        func defaulting(to value: JSON?) -> Self { with("default", value) }

        /// This schema or null.
        var orNull: Self {
            Self(
                keywords.map { keyword, value in
                    switch (keyword, value) {
                    case ("type", _): ("type", .list([value, .string("null")]))
                    case ("enum", .list(let values)): ("enum", .list(values + [.null]))
                    case ("$ref", _): ("oneOf", .list([json, Self(type: "null").json]))
                    default: (keyword, value)
                    }
                })
        }

        static let truth = Self(type: "boolean")
        static let number = Self(type: "integer")
        static let text = Self(type: "string")
        static let time = text.with("format", .string("date-time"))
        static let timeOrNull: Self = "TimeOrNull"
        /// An id to search for, of any value.
        static let anyID = number.with("format", .string("int64"))
        /// The id of a row, at least 1.
        static let id = anyID.with("minimum", .integer(1))

        static func truth(default standard: Bool) -> Self {
            truth.defaulting(to: .truth(standard))
        }

        static func number(_ range: ClosedRange<Int>, default standard: Int? = nil) -> Self {
            number.bounded(by: range)
                .defaulting(to: standard.map { .number($0) })
        }

        /// Zero, or a number in the range.
        static func zero(or range: ClosedRange<Int>) -> Self {
            let zero = JSON.object([("const", .number(0))])
            return number.with("oneOf", .list([zero, Self([]).bounded(by: range).json]))
        }

        private func bounded(by range: ClosedRange<Int>) -> Self {
            with("minimum", .number(range.lowerBound)).with("maximum", .number(range.upperBound))
        }

        /// A text with limits of its length in characters; an upper bound of `Int.max` is no limit.
        static func text(_ lengths: ClosedRange<Int>, matching pattern: String? = nil) -> Self {
            let (least, most) = (lengths.lowerBound, lengths.upperBound)
            return text.with("minLength", least > 0 ? .number(least) : nil)
                .with("maxLength", most < .max ? .number(most) : nil)
                .with("pattern", pattern.map { .string($0) })
        }

        static func text(matching pattern: String) -> Self {
            text.with("pattern", .string(pattern))
        }

        static func choice(_ values: [String]) -> Self { text.with("enum", texts(values)) }

        /// One of the raw values of `type`.
        static func choice<Value: CaseIterable & RawRepresentable<String>>(
            _ type: Value.Type, default standard: Value? = nil
        ) -> Self {
            choice(type.allCases.map(\.rawValue))
                .defaulting(to: standard.map { .string($0.rawValue) })
        }

        /// One of several schemas, which exclude each other.
        static func either(_ schemas: Self...) -> Self {
            Self([("oneOf", .list(schemas.map(\.json)))])
        }

        static func list(of item: Self, atMost count: Int? = nil) -> Self {
            Self(type: "array").with("items", item.json)
                .with("maxItems", count.map { .number($0) })
        }

        /// An object with these members.
        ///
        /// - Parameters:
        ///   - required: the members that are always present; nil: all of them.
        ///   - isOpen: whether it may have other members too.
        static func object(
            required: [String]? = nil, isOpen: Bool = false, _ members: Members
        ) -> Self {
            let required = required ?? members.pairs.map(\.name)
            return Self(type: "object")
                .with("required", required.isEmpty ? nil : texts(required))
                .with("additionalProperties", isOpen ? nil : .truth(false))
                .with("properties", .object(members.json))
        }

        /// An object whose members may have any name and have one of these types.
        static func map(of types: [String]) -> Self {
            Self(type: "object")
                .with("additionalProperties", .object([("type", texts(types))]))
        }

        private static func texts(_ values: [String]) -> JSON {
            .list(values.map { .string($0) })
        }
    }
}
