extension JSON {
    /// The UTF-8 text, without spaces. What is no JSON number is written as null.
    public var bytes: [UInt8] {
        var writer = JSONWriter()
        writer.write(self)
        return writer.bytes
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
