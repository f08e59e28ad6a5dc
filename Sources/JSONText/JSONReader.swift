extension JSON {
    /// How strictly a text is parsed.
    package enum Strictness: Sendable {
        /// Exactly RFC 8259, and no repeated members.
        case strict
        /// Accepts harmless errors: repeated members stay (the last one counts); numbers outside
        /// the range become null; numbers may be spelt `007`, `+1` or `.5`; half a surrogate pair
        /// and bytes that are not UTF-8 become U+FFFD; strings may contain control characters.
        case lenient
    }

    /// Deepest nesting of arrays and objects. The parser is recursive, so deeper texts could exhaust the
    /// stack.
    package static let maxNesting = 32

    /// Parses the one value of a text, from the byte at `start` to the end. Never traps, whatever
    /// the bytes are.
    package static func read(
        _ bytes: [UInt8], from start: Int = 0, _ strictness: Strictness
    ) throws(JSONError) -> JSON {
        var reader = JSONReader(bytes: bytes, from: start, strictness)
        let value = try reader.value()
        reader.skipSpace()
        guard reader.next == nil else { throw reader.failure(.textBehind) }
        return value
    }

    /// Whether a byte is JSON white space: space, tab, LF or CR.
    package static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
}

/// A recursive-descent parser. `JSONNumber.swift` and `JSONString.swift` parse numbers and strings.
struct JSONReader {
    let bytes: [UInt8]
    /// The index of the next byte; at most the length.
    var place: Int
    let isStrict: Bool
    private var depth = 0

    init(bytes: [UInt8], from start: Int, _ strictness: JSON.Strictness) {
        self.bytes = bytes
        place = min(max(start, 0), bytes.count)
        isStrict = strictness == .strict
    }

    var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    func failure(_ reason: JSONError.Reason) -> JSONError {
        JSONError(reason: reason, offset: place)
    }

    mutating func skipSpace() {
        while place < bytes.count, JSON.isSpace(bytes[place]) { place += 1 }
    }

    /// Skips white space and then `byte`.
    ///
    /// - Returns: whether `byte` was there.
    private mutating func takes(_ byte: Unicode.Scalar) -> Bool {
        skipSpace()
        guard next == UInt8(ascii: byte) else { return false }
        place += 1
        return true
    }

    mutating func value() throws(JSONError) -> JSON {
        skipSpace()
        switch next {
        case nil: throw failure(.missingValue)
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try list()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .truth(true))
        case UInt8(ascii: "f"): return try word("false", .truth(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(
        _ word: StaticString, _ value: JSON
    ) throws(JSONError) -> JSON {
        let length = word.utf8CodeUnitCount
        let isThere = word.withUTF8Buffer { expected in
            bytes[place...].prefix(length).elementsEqual(expected)
        }
        guard isThere else { throw failure(.noValue) }
        place += length
        return value
    }

    private mutating func descend() throws(JSONError) {
        guard depth < JSON.maxNesting else { throw failure(.tooDeep) }
        depth += 1
        place += 1
    }

    private mutating func list() throws(JSONError) -> JSON {
        try descend()
        defer { depth -= 1 }
        var items: [JSON] = []
        if takes("]") { return .list(items) }
        repeat { items.append(try value()) } while takes(",")
        guard takes("]") else { throw failure(.openList) }
        return .list(items)
    }

    private mutating func object() throws(JSONError) -> JSON {
        try descend()
        defer { depth -= 1 }
        var pairs: [JSON.Members.Pair] = []
        if takes("}") { return .object(JSON.Members(pairs: pairs)) }
        pairs.reserveCapacity(16)
        var names: Set<String> = []
        repeat {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw failure(.namelessMember) }
            let name = try string()
            if isStrict, !names.insert(name).inserted { throw failure(.repeatedMember) }
            guard takes(":") else { throw failure(.emptyMember) }
            pairs.append(JSON.Members.Pair(name: name, value: try value()))
        } while takes(",")
        guard takes("}") else { throw failure(.openObject) }
        return .object(JSON.Members(pairs: pairs))
    }
}
