/// A lenient JSON reader (RFC 8259): repeated keys, numbers beyond every range and lone surrogates
/// do no harm, nesting is limited before it costs stack.
///
/// Foundation's readers refuse some of these bodies, and take twice as long and more.
struct JSONReader {
    private let bytes: [UInt8]
    private var index: Int
    private var depth = 0

    /// The one value of the document. `bytes` must be valid UTF-8.
    static func value(_ bytes: [UInt8], from start: Int = 0) throws(Unreadable) -> WireValue {
        var reader = JSONReader(bytes: bytes, index: start)
        let value = try reader.value()
        reader.skipSpace()
        guard reader.index == bytes.count else { throw reader.malformed() }
        return value
    }

    private init(bytes: [UInt8], index: Int) {
        self.bytes = bytes
        self.index = index
    }

    private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipSpace() {
        while index < bytes.count, JSONReader.isSpace(bytes[index]) { index += 1 }
    }

    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    private func malformed() -> Unreadable {
        Unreadable(
            reason: index < bytes.count
                ? "malformed JSON at byte \(index)" : "the JSON breaks off at byte \(index)")
    }

    private mutating func expect(_ byte: UInt8) throws(Unreadable) {
        guard next == byte else { throw malformed() }
        index += 1
    }

    private mutating func value() throws(Unreadable) -> WireValue {
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try list()
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "t"): return try word("true", .truth(true))
        case UInt8(ascii: "f"): return try word("false", .truth(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func descend() throws(Unreadable) {
        index += 1
        depth += 1
        guard depth <= Wire.mostNesting else { throw .tooDeep }
        skipSpace()
    }

    private mutating func object() throws(Unreadable) -> WireValue {
        try descend()
        defer { depth -= 1 }
        var fields: [WireValue.Field] = []
        if next == UInt8(ascii: "}") {
            index += 1
            return .object(fields)
        }
        fields.reserveCapacity(16)
        while true {
            skipSpace()
            let key = try text()
            skipSpace()
            try expect(UInt8(ascii: ":"))
            fields.append(WireValue.Field(key: key, value: try value()))
            skipSpace()
            if next == UInt8(ascii: ",") {
                index += 1
            } else {
                try expect(UInt8(ascii: "}"))
                return .object(fields)
            }
        }
    }

    private mutating func list() throws(Unreadable) -> WireValue {
        try descend()
        defer { depth -= 1 }
        var values: [WireValue] = []
        if next == UInt8(ascii: "]") {
            index += 1
            return .list(values)
        }
        while true {
            values.append(try value())
            skipSpace()
            if next == UInt8(ascii: ",") {
                index += 1
            } else {
                try expect(UInt8(ascii: "]"))
                return .list(values)
            }
        }
    }

    private mutating func word(
        _ word: StaticString, _ value: WireValue
    ) throws(Unreadable) -> WireValue {
        let length = word.utf8CodeUnitCount
        let isThere = word.withUTF8Buffer { expected in
            bytes[index...].prefix(length).elementsEqual(expected)
        }
        guard isThere else { throw malformed() }
        index += length
        return value
    }

    private mutating func number() throws(Unreadable) -> WireValue {
        let start = index
        var whole: Int64 = 0
        var fits = true
        var isWhole = true
        if next == UInt8(ascii: "-") { index += 1 }
        let isNegative = index > start
        let firstDigit = index
        scan: while let byte = next {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let digit = Int64(byte - UInt8(ascii: "0"))
                let (product, far) = whole.multipliedReportingOverflow(by: 10)
                let (sum, farther) = product.addingReportingOverflow(digit)
                fits = fits && !far && !farther
                whole = sum
            case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "+"),
                UInt8(ascii: "-"):
                isWhole = false
            default: break scan
            }
            index += 1
        }
        guard index > firstDigit else { throw malformed() }
        if isWhole { return fits ? .integer(isNegative ? -whole : whole) : .null }
        guard let number = Double(String(decoding: bytes[start..<index], as: UTF8.self)) else {
            throw malformed()
        }
        guard number.isFinite else { return .null }
        return Int64(exactly: number).map(WireValue.integer) ?? .real(number)
    }

    private mutating func text() throws(Unreadable) -> String {
        try expect(UInt8(ascii: "\""))
        let start = index
        while let byte = next {
            if byte == UInt8(ascii: "\"") {
                index += 1
                return String(decoding: bytes[start..<(index - 1)], as: UTF8.self)
            }
            if byte == UInt8(ascii: "\\") { return try escapedText(from: start) }
            index += 1
        }
        throw malformed()
    }

    private mutating func escapedText(from start: Int) throws(Unreadable) -> String {
        var text = Array(bytes[start..<index])
        while let byte = next {
            index += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text += Array(String(try escape()).utf8)
            default: text.append(byte)
            }
        }
        throw malformed()
    }

    private mutating func escape() throws(Unreadable) -> Character {
        let byte = next
        index += 1
        switch byte {
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "u"): return Character(try codePoint())
        default:
            index -= 1
            throw malformed()
        }
    }

    /// Behind `\u`; half a surrogate pair becomes U+FFFD.
    private mutating func codePoint() throws(Unreadable) -> Unicode.Scalar {
        let unit = try fourHexDigits()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        let isHigh = (0xD800..<0xDC00).contains(unit)
        guard isHigh, bytes[index...].prefix(2).elementsEqual("\\u".utf8) else { return "\u{FFFD}" }
        let behindFirst = index
        index += 2
        let low = try fourHexDigits()
        guard (0xDC00..<0xE000).contains(low) else {
            index = behindFirst
            return "\u{FFFD}"
        }
        return Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)) ?? "\u{FFFD}"
    }

    private mutating func fourHexDigits() throws(Unreadable) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = next.flatMap(Form.hexDigit) else { throw malformed() }
            value = value << 4 | UInt32(digit)
            index += 1
        }
        return value
    }
}
