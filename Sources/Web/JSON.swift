/// A JSON value; objects keep the order of their members.
enum JSON: Hashable, Sendable {
    case null
    case truth(Bool)
    case integer(Int64)
    case real(Double)
    case string(String)
    case list([JSON])
    case object(Members)

    /// The members of an object, in order.
    struct Members: Hashable, Sendable {
        var pairs: [Pair]

        struct Pair: Hashable, Sendable {
            let name: String
            let value: JSON
        }
    }

    static func object(_ members: [(String, JSON)]) -> JSON {
        .object(Members(pairs: members.map { Members.Pair(name: $0.0, value: $0.1) }))
    }

    /// A text, or null.
    static func text(_ value: String?) -> JSON { value.map { .string($0) } ?? .null }

    /// A whole number, or null.
    static func number(_ value: Int64?) -> JSON { value.map { .integer($0) } ?? .null }

    /// A whole number, or null.
    static func number(_ value: Int?) -> JSON { .number(value.map { Int64($0) }) }

    /// The UTF-8 text, without spaces.
    var bytes: [UInt8] {
        var writer = JSONWriter()
        writer.write(self)
        return writer.bytes
    }

    /// The member of an object; nil when there is none, or this is no object.
    subscript(_ name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.pairs.first { $0.name == name }?.value
    }
}

/// Writes RFC 8259 text.
private struct JSONWriter {
    private(set) var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(512) }

    mutating func write(_ value: JSON) {
        switch value {
        case .null: put("null")
        case .truth(let truth): put(truth ? "true" : "false")
        case .integer(let number): put(String(number))
        case .real(let number): put(number.isFinite ? String(number) : "null")
        case .string(let text): write(text)
        case .list(let items):
            put("[")
            for (index, item) in items.enumerated() {
                if index > 0 { put(",") }
                write(item)
            }
            put("]")
        case .object(let members):
            put("{")
            for (index, pair) in members.pairs.enumerated() {
                if index > 0 { put(",") }
                write(pair.name)
                put(":")
                write(pair.value)
            }
            put("}")
        }
    }

    private mutating func write(_ text: String) {
        put("\"")
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): put("\\\"")
            case UInt8(ascii: "\\"): put("\\\\")
            case 0x00...0x1F:
                put("\\u00")
                put(byte < 16 ? "0" : "1")
                put(String(byte & 15, radix: 16))
            default: bytes.append(byte)
            }
        }
        put("\"")
    }

    private mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }
}
