/// Why a text is no JSON we accept, with the place.
struct JSONTrouble: Error, Hashable {
    let reason: String
    let offset: Int
}

/// Reads RFC 8259 text strictly: one value, UTF-8, no member twice, at most 32 levels deep.
struct JSONReader {
    /// Deeper texts are refused before anything is built (bars.md §4).
    static let deepest = 32

    private let bytes: [UInt8]
    private var place = 0

    static func read(_ bytes: [UInt8]) throws(JSONTrouble) -> JSON {
        var reader = JSONReader(bytes: bytes)
        let value = try reader.value(depth: 1)
        reader.skipSpace()
        guard reader.place == bytes.count else { throw reader.trouble("text after the value") }
        return value
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private func trouble(_ reason: String) -> JSONTrouble {
        JSONTrouble(reason: reason, offset: place)
    }

    private mutating func skipSpace() {
        while let byte = next, [0x20, 0x0A, 0x0D, 0x09].contains(byte) { place += 1 }
    }

    private mutating func takes(_ byte: Unicode.Scalar) -> Bool {
        skipSpace()
        guard next == UInt8(ascii: byte) else { return false }
        place += 1
        return true
    }

    private mutating func value(depth: Int) throws(JSONTrouble) -> JSON {
        guard depth <= JSONReader.deepest else {
            throw trouble("nested deeper than \(JSONReader.deepest) levels")
        }
        skipSpace()
        guard let byte = next else { throw trouble("the text ends where a value should stand") }
        switch byte {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try list(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .truth(true))
        case UInt8(ascii: "f"): return try word("false", .truth(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: throw trouble("no value starts like this")
        }
    }

    private mutating func word(_ word: String, _ value: JSON) throws(JSONTrouble) -> JSON {
        guard bytes[place...].starts(with: word.utf8) else {
            throw trouble("no value starts like this")
        }
        place += word.utf8.count
        return value
    }

    private mutating func list(depth: Int) throws(JSONTrouble) -> JSON {
        place += 1
        if takes("]") { return .list([]) }
        var items: [JSON] = []
        repeat { items.append(try value(depth: depth + 1)) } while takes(",")
        guard takes("]") else { throw trouble("a list without its end") }
        return .list(items)
    }

    private mutating func object(depth: Int) throws(JSONTrouble) -> JSON {
        place += 1
        if takes("}") { return .object([]) }
        var members: [(String, JSON)] = []
        var names: Set<String> = []
        repeat {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw trouble("a member without a name") }
            let name = try string()
            guard names.insert(name).inserted else { throw trouble("a member given twice") }
            guard takes(":") else { throw trouble("a member without a value") }
            members.append((name, try value(depth: depth + 1)))
        } while takes(",")
        guard takes("}") else { throw trouble("an object without its end") }
        return .object(members)
    }

    private mutating func number() throws(JSONTrouble) -> JSON {
        let start = place
        var isWhole = true
        if next == UInt8(ascii: "-") { place += 1 }
        let first = place
        digits()
        guard place > first else { throw trouble("a number without digits") }
        guard bytes[first] != UInt8(ascii: "0") || place == first + 1 else {
            throw trouble("a number with a leading zero")
        }
        if next == UInt8(ascii: ".") {
            isWhole = false
            place += 1
            let fraction = place
            digits()
            guard place > fraction else { throw trouble("a fraction without digits") }
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            isWhole = false
            place += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { place += 1 }
            let exponent = place
            digits()
            guard place > exponent else { throw trouble("an exponent without digits") }
        }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        if isWhole, let number = Int64(text) { return .integer(number) }
        guard let number = Double(text), number.isFinite else {
            throw trouble("a number out of range")
        }
        return .real(number)
    }

    private mutating func digits() {
        while let byte = next, (0x30...0x39).contains(byte) { place += 1 }
    }

    private mutating func string() throws(JSONTrouble) -> String {
        place += 1
        var text: [UInt8] = []
        while let byte = next {
            place += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: text, as: UTF8.self) else {
                    throw trouble("a text that is not UTF-8")
                }
                return text
            case UInt8(ascii: "\\"): text.append(contentsOf: String(try escape()).utf8)
            case 0x00...0x1F: throw trouble("a control character in a text")
            default: text.append(byte)
            }
        }
        throw trouble("a text without its end")
    }

    private mutating func escape() throws(JSONTrouble) -> Character {
        let byte = next
        place += 1
        switch byte {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return Character(try unicode())
        default: throw trouble("an unknown escape")
        }
    }

    private mutating func unicode() throws(JSONTrouble) -> Unicode.Scalar {
        let high = try hex()
        if let scalar = Unicode.Scalar(high) { return scalar }
        guard (0xD800...0xDBFF).contains(high), next == UInt8(ascii: "\\") else {
            throw trouble("half a surrogate pair")
        }
        place += 1
        guard next == UInt8(ascii: "u") else { throw trouble("half a surrogate pair") }
        place += 1
        let low = try hex()
        guard (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        else { throw trouble("half a surrogate pair") }
        return scalar
    }

    private mutating func hex() throws(JSONTrouble) -> UInt32 {
        var number: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue,
                byte < 0x80
            else { throw trouble("an escape without four hexadecimal digits") }
            number = number << 4 | UInt32(digit)
            place += 1
        }
        return number
    }
}
