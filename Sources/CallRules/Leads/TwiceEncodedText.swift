/// A text that something on its way encoded a second time: UTF-8 read as Latin letters (`Ð†Ñ€Ð¸Ð½Ð°`), or
/// escapes of HTML (`Прод&#039;юсер`, `ТОВ &quot;Дім&quot;`).
enum TwiceEncodedText {
    /// The text as it was meant; any other text unchanged.
    static func read(_ text: String) -> String {
        var read = text
        // Nearly every text has neither.
        if text.utf8.contains(0xC3), let meant = meantUTF8(text) { read = meant }
        if read.utf8.contains(UInt8(ascii: "&")) { read = withoutEscapes(read) }
        return read
    }

    // MARK: - UTF-8 that was read as Latin letters

    /// Nil: the letters are no bytes, or the bytes are no UTF-8 with Cyrillic letters.
    private static func meantUTF8(_ text: String) -> String? {
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            guard let byte = byte(of: scalar) else { return nil }
            bytes.append(byte)
        }
        guard let meant = String(validating: bytes, as: UTF8.self),
            meant.unicodeScalars.contains(where: { (0x400...0x4FF).contains($0.value) })
        else { return nil }
        return meant
    }

    /// The byte that Latin-1 or windows-1252 reads as this character.
    private static func byte(of scalar: Unicode.Scalar) -> UInt8? {
        UInt8(exactly: scalar.value) ?? windows1252[scalar]
    }

    private static let windows1252: [Unicode.Scalar: UInt8] = [
        "€": 0x80, "‚": 0x82, "ƒ": 0x83, "„": 0x84, "…": 0x85, "†": 0x86, "‡": 0x87, "ˆ": 0x88,
        "‰": 0x89, "Š": 0x8A, "‹": 0x8B, "Œ": 0x8C, "Ž": 0x8E, "‘": 0x91, "’": 0x92, "“": 0x93,
        "”": 0x94, "•": 0x95, "–": 0x96, "—": 0x97, "˜": 0x98, "™": 0x99, "š": 0x9A, "›": 0x9B,
        "œ": 0x9C, "ž": 0x9E, "Ÿ": 0x9F,
    ]

    // MARK: - Escapes of HTML

    private static let escapes: [Substring: Character] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "laquo": "«",
        "raquo": "»", "ndash": "–", "mdash": "—", "rsquo": "’", "lsquo": "‘",
    ]

    private static func withoutEscapes(_ text: String) -> String {
        var read = ""
        var rest = text[...]
        while let mark = rest.firstIndex(of: "&") {
            read += rest[..<mark]
            let behind = rest[rest.index(after: mark)...]
            if let end = behind.prefix(10).firstIndex(of: ";"),
                let character = character(behind[..<end])
            {
                read.append(character)
                rest = behind[behind.index(after: end)...]
            } else {
                read.append("&")
                rest = behind
            }
        }
        return read + rest
    }

    /// Nil: no escape that is known, or one of a control character.
    private static func character(_ escape: Substring) -> Character? {
        if let known = escapes[escape] { return known }
        guard escape.first == "#" else { return nil }
        let digits = escape.dropFirst()
        let isHex = digits.first == "x" || digits.first == "X"
        let code = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        guard let code, code >= 0x20, !(0x7F...0x9F).contains(code) else { return nil }
        return Unicode.Scalar(code).map(Character.init)
    }
}
