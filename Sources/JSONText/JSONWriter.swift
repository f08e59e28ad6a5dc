extension JSON {
    /// The UTF-8 text, without spaces. Numbers that are not finite are written as null.
    package var bytes: [UInt8] {
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
            mark("[")
            for (index, item) in items.enumerated() {
                if index > 0 { mark(",") }
                write(item)
            }
            mark("]")
        case .object(let members):
            mark("{")
            for (index, pair) in members.pairs.enumerated() {
                if index > 0 { mark(",") }
                write(pair.name)
                mark(":")
                write(pair.value)
            }
            mark("}")
        }
    }

    private mutating func write(_ text: String) {
        mark("\"")
        var text = text
        text.withUTF8 { text in
            // Few strings need escapes; all others are copied at once.
            if text.contains(where: JSONWriter.isSpecial) {
                for byte in text { write(byte) }
            } else {
                bytes.append(contentsOf: text)
            }
        }
        mark("\"")
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func write(_ byte: UInt8) {
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

    private mutating func mark(_ sign: Unicode.Scalar) { bytes.append(UInt8(ascii: sign)) }

    private mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }
}
