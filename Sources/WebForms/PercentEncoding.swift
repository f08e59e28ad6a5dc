/// Percent-encoding (RFC 3986 §2.1).
package enum PercentEncoding {
    /// The text in UTF-8 with `%` and two capital hex digits for every byte that is not kept.
    ///
    /// - Parameter isKept: the bytes that stay; by default the unreserved ones, which fits a value in a
    ///   query and one step of a path.
    package static func encoded(
        _ text: String, keeping isKept: (UInt8) -> Bool = isUnreserved
    ) -> String {
        var result = ""
        for byte in text.utf8 {
            if isKept(byte) {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                result += byte < 0x10 ? "%0" : "%"
                result += String(byte, radix: 16, uppercase: true)
            }
        }
        return result
    }

    /// RFC 3986 §2.3: ASCII letters and digits, `-`, `.`, `_` and `~`.
    package static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "-._~".utf8.contains(byte)
        }
    }

    /// A name or a value of a form: `+` is a space, and a `%` without two hex digits stays.
    package static func decodedField(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "+") {
                result.append(UInt8(ascii: " "))
            } else if byte == UInt8(ascii: "%"), bytes.endIndex - index >= 2,
                let high = hexDigit(bytes[index]), let low = hexDigit(bytes[index + 1])
            {
                result.append(high << 4 | low)
                index += 2
            } else {
                result.append(byte)
            }
        }
        return result
    }

    /// Whether a byte is one of the two digits after a `%`.
    package static func isHexDigit(_ byte: UInt8) -> Bool { hexDigit(byte) != nil }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
