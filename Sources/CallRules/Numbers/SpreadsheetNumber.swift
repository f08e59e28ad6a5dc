/// A phone number that a spreadsheet treated as a quantity: `3,80501234567E+11`, `380501234567.0`,
/// `380 501 234 567,00`.
package enum SpreadsheetNumber: Hashable, Sendable {
    /// Every digit is there; the digits, with the plus if one was written.
    case whole(String)
    /// Digits were rounded away, as in `3,80501E+11`: nobody knows the number.
    case digitsLost

    /// Nil: the text is written in no such way.
    package init?(_ text: String) {
        // Numbers in other spellings are by far the most: they end here.
        guard text.utf8.count <= 60,
            text.utf8.contains(where: SpreadsheetNumber.isMark)
        else { return nil }
        var rest = Substring(text.filter { !SpreadsheetNumber.isWrapping($0) })
        while let first = rest.first, first == " " || first == "'" { rest = rest.dropFirst() }
        while rest.last == " " { rest = rest.dropLast() }
        let plus = rest.first == "+" ? "+" : ""
        rest = rest.dropFirst(plus.count)
        guard let exponent = rest.firstIndex(where: { "eEеЕ".contains($0) }) else {
            guard let whole = SpreadsheetNumber.withoutDecimals(rest) else { return nil }
            self = .whole(plus + whole)
            return
        }
        let parts = rest[..<exponent].split(omittingEmptySubsequences: false) { ".,".contains($0) }
        var power = rest[exponent...].dropFirst()
        // Behind a minus stands a fraction, which never was a number.
        let isFraction = power.first == "-"
        if isFraction || power.first == "+" { power = power.dropFirst() }
        guard let whole = parts.first, parts.count <= 2, SpreadsheetNumber.isDigits(whole),
            parts.dropFirst().allSatisfy(SpreadsheetNumber.isDigits),
            power.count <= 3, SpreadsheetNumber.isDigits(power), let places = Int(power)
        else { return nil }
        let decimals = parts.dropFirst().first ?? ""
        guard !isFraction, decimals.count >= places,
            decimals.dropFirst(places).allSatisfy({ $0 == "0" })
        else {
            self = .digitsLost
            return
        }
        self = .whole(plus + whole + decimals.prefix(places))
    }

    /// `.`, `,`, `E`, `e` and the first byte of the Cyrillic letters.
    private static func isMark(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "E"), UInt8(ascii: "e"), 0xD0: true
        default: false
        }
    }

    /// The digits of a number with decimals, all 0; nil for another text. More than two decimals may
    /// be the last group of a shorter number. Groups of
    /// three are as spreadsheets write them; others are the groups of a phone number.
    private static func withoutDecimals(_ text: Substring) -> String? {
        guard let point = text.lastIndex(where: { ".,".contains($0) }) else { return nil }
        let decimals = text[point...].dropFirst()
        guard !decimals.isEmpty, decimals.allSatisfy({ $0 == "0" }) else { return nil }
        let groups = text[..<point].split(omittingEmptySubsequences: false) { character in
            " \u{A0}\u{202F}’'".contains(character)
                || (".,".contains(character) && character != text[point])
        }
        let whole = groups.joined()
        guard whole.count >= (decimals.count <= 2 ? 9 : 11), isDigits(whole[...]) else {
            return nil
        }
        guard groups.count == 1 || groups.dropFirst().allSatisfy({ $0.count == 3 }) else {
            return nil
        }
        return whole
    }

    private static func isDigits(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// What stands around the cells of some files: `="…"`, `'…`, invisible marks.
    private static func isWrapping(_ character: Character) -> Bool {
        switch character {
        case "=", "\"", "\t", "\u{FEFF}", "\u{200E}", "\u{200F}", "\r\n", "\n", "\r": true
        default: false
        }
    }
}
