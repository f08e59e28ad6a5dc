extension JSONReader {
    /// Parses a string, including both quotes.
    mutating func string() throws(JSONError) -> String {
        place += 1
        let start = place
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                place += 1
                return try decoded(bytes[start..<(place - 1)])
            case UInt8(ascii: "\\"): return try escapedString(from: start)
            case 0x00...0x1F where isStrict:
                place += 1
                throw failure(.controlCharacter)
            default: place += 1
            }
        }
        throw failure(.openString)
    }

    /// Parses the rest of a string whose first escape is at `place`.
    private mutating func escapedString(from start: Int) throws(JSONError) -> String {
        var text = Array(bytes[start..<place])
        while let byte = next {
            place += 1
            switch byte {
            case UInt8(ascii: "\""): return try decoded(text[...])
            case UInt8(ascii: "\\"): text += Array(String(try escape()).utf8)
            case 0x00...0x1F where isStrict: throw failure(.controlCharacter)
            default: text.append(byte)
            }
        }
        throw failure(.openString)
    }

    private func decoded(_ text: ArraySlice<UInt8>) throws(JSONError) -> String {
        guard isStrict else { return String(decoding: text, as: UTF8.self) }
        guard let valid = String(validating: text, as: UTF8.self) else {
            throw failure(.invalidUTF8)
        }
        return valid
    }

    private mutating func escape() throws(JSONError) -> Unicode.Scalar {
        guard let byte = next else { throw failure(.openString) }
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
        case UInt8(ascii: "u"): return try codePoint()
        default: throw failure(.unknownEscape)
        }
    }

    /// Parses what follows `\u`: one unit, or both units of a surrogate pair.
    private mutating func codePoint() throws(JSONError) -> Unicode.Scalar {
        let unit = try fourHexDigits()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        let behindFirst = place
        if (0xD800..<0xDC00).contains(unit), bytes[place...].starts(with: "\\u".utf8) {
            place += 2
            let low = try fourHexDigits()
            if (0xDC00..<0xE000).contains(low),
                let scalar = Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))
            {
                return scalar
            }
        }
        if isStrict { throw failure(.halfSurrogate) }
        place = behindFirst
        return "\u{FFFD}"
    }

    private mutating func fourHexDigits() throws(JSONError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, byte < 0x80,
                let digit = Character(Unicode.Scalar(byte)).hexDigitValue
            else { throw failure(.shortEscape) }
            value = value << 4 | UInt32(digit)
            place += 1
        }
        return value
    }
}
