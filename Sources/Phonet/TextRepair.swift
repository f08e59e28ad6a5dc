import CallRules

/// Reads texts whose bytes are not UTF-8, and notes what it did.
///
/// A text is read as windows-1251 when all of it then is letters, digits, spaces and ordinary
/// punctuation, and most of what is not ASCII is letters; else each unreadable byte becomes U+FFFD. A UTF-8 text that was cut within a letter
/// stays UTF-8.
struct TextRepair {
    private(set) var notes: Set<ReadingNote> = []

    /// The text of the bytes.
    mutating func text(_ bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        if let text = TextRepair.windows1251(bytes), !TextRepair.isCutUTF8(bytes) {
            notes.insert(.readAsWindows1251)
            return text
        }
        notes.insert(.replacedBytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The JSON document with its strings in UTF-8; bytes outside strings stay as they are.
    mutating func json(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var mended: [UInt8] = []
        mended.reserveCapacity(bytes.count + bytes.count / 4)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            mended.append(byte)
            index += 1
            guard byte == UInt8(ascii: "\"") else { continue }
            let start = index
            while index < bytes.endIndex, bytes[index] != UInt8(ascii: "\"") {
                index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
            }
            index = min(index, bytes.endIndex)
            mended.append(contentsOf: text(Array(bytes[start..<index])).utf8)
            if index < bytes.endIndex {
                mended.append(bytes[index])
                index += 1
            }
        }
        return mended
    }

    /// Nil when a byte is no letter, digit, space or ordinary punctuation of windows-1251, and when
    /// the bytes beyond ASCII are not mostly letters.
    private static func windows1251(_ bytes: [UInt8]) -> String? {
        var scalars = String.UnicodeScalarView()
        var letters = 0
        for byte in bytes {
            guard let scalar = ordinary(byte) else { return nil }
            scalars.append(scalar)
            if byte >= 0x80 { letters += scalar.properties.isAlphabetic ? 1 : -1 }
        }
        return letters > 0 ? String(scalars) : nil
    }

    private static func ordinary(_ byte: UInt8) -> Unicode.Scalar? {
        switch byte {
        case 0x20...0x7E, 0x09, 0x0A, 0x0D: Unicode.Scalar(byte)
        // А…Я, а…я.
        case 0xC0...0xFF: Unicode.Scalar(UInt32(byte) - 0xC0 + 0x410)
        default: others[byte]
        }
    }

    /// The letters and the punctuation between 0x80 and 0xBF.
    private static let others: [UInt8: Unicode.Scalar] = [
        0x80: "Ђ", 0x81: "Ѓ", 0x83: "ѓ", 0x8A: "Љ", 0x8C: "Њ", 0x8D: "Ќ", 0x8E: "Ћ", 0x8F: "Џ",
        0x90: "ђ", 0x9A: "љ", 0x9C: "њ", 0x9D: "ќ", 0x9E: "ћ", 0x9F: "џ", 0xA1: "Ў", 0xA2: "ў",
        0xA3: "Ј", 0xA5: "Ґ", 0xA8: "Ё", 0xAA: "Є", 0xAF: "Ї", 0xB2: "І", 0xB3: "і", 0xB4: "ґ",
        0xB8: "ё", 0xBA: "є", 0xBC: "ј", 0xBD: "Ѕ", 0xBE: "ѕ", 0xBF: "ї",
        0x82: "‚", 0x84: "„", 0x85: "…", 0x8B: "‹", 0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”",
        0x96: "–", 0x97: "—", 0x9B: "›", 0xA0: "\u{A0}", 0xAB: "«", 0xB9: "№", 0xBB: "»",
    ]

    /// Whether the bytes are UTF-8 that lost a part of a letter: every unreadable byte is such a
    /// part, and some other letter is whole. A single first byte at the end is one, too.
    private static func isCutUTF8(_ bytes: [UInt8]) -> Bool {
        var wholeLetters = 0
        var parts = 0
        var index = 0
        while index < bytes.count {
            guard bytes[index] >= 0x80 else {
                index += 1
                continue
            }
            if let length = letter(bytes[index...]) {
                wholeLetters += 1
                index += length
                continue
            }
            guard isPart(bytes[index...]) else { return false }
            parts += 1
            index += 1
        }
        let endsCut = parts == 1 && bytes.last.map { (0xD0...0xD2).contains($0) } ?? false
        return wholeLetters > 0 || endsCut
    }

    /// The length of the whole letter beyond ASCII at the beginning; nil: there is none.
    private static func letter(_ bytes: ArraySlice<UInt8>) -> Int? {
        let length: Int
        switch bytes.first {
        case (0xC2...0xDF)?: length = 2
        case (0xE0...0xEF)?: length = 3
        case (0xF0...0xF4)?: length = 4
        default: return nil
        }
        let letter = bytes.prefix(length)
        return letter.count == length && String(validating: letter, as: UTF8.self) != nil
            ? length : nil
    }

    /// The first or a later byte of a Cyrillic letter, or the beginning of `’`, `–` or `№`.
    private static func isPart(_ bytes: ArraySlice<UInt8>) -> Bool {
        switch bytes.first {
        case (0x80...0xBF)?, (0xD0...0xD2)?: true
        case 0xE2?: bytes.dropFirst().first.map { $0 == 0x80 || $0 == 0x84 } ?? true
        default: false
        }
    }
}
