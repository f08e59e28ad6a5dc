/// A JSON value (RFC 8259); objects keep the order of their members.
package enum JSON: Hashable, Sendable {
    case null
    case truth(Bool)
    case integer(Int64)
    /// Finite in a value that was parsed. A whole number within `Int64` is parsed as `.integer`, `1.0` and
    /// `1e3` too.
    case real(Double)
    case string(String)
    case list([JSON])
    case object(Members)

    /// The members of an object, in order.
    package struct Members: Hashable, Sendable {
        package var pairs: [Pair]

        package init(pairs: [Pair]) { self.pairs = pairs }

        /// A name and its value.
        package struct Pair: Hashable, Sendable {
            package let name: String
            package var value: JSON

            package init(name: String, value: JSON) {
                self.name = name
                self.value = value
            }
        }
    }
}

extension JSON {
    /// An object of these members, in this order. Each name may occur once.
    package static func object(_ members: [(String, JSON)]) -> JSON {
        .object(Members(pairs: members.map { Members.Pair(name: $0.0, value: $0.1) }))
    }

    /// A text, or null.
    package static func text(_ value: String?) -> JSON { value.map { .string($0) } ?? .null }

    /// A whole number, or null.
    package static func number(_ value: Int64?) -> JSON { value.map { .integer($0) } ?? .null }

    /// A whole number, or null.
    package static func number(_ value: Int?) -> JSON { .number(value.map { Int64($0) }) }

    /// The member of an object; if the name is repeated, the last one. Nil: there is none, or the
    /// value is no object.
    package subscript(_ name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.pairs.last { $0.name == name }?.value
    }
}
