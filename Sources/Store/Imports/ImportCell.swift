import CallRules

/// Parses cells.
enum ImportCell {
    static func isListSeparator(_ character: Character) -> Bool {
        character == "," || character == ";" || character.isNewline
    }

    /// The entries of a cell.
    static func list(_ text: String) -> [String] {
        text.split(whereSeparator: isListSeparator).map { trimmed($0) }.filter { !$0.isEmpty }
    }

    /// What Google Contacts writes between several values of a cell.
    private static let googleSeparator = ":::"

    /// The numbers of a cell, separated by `,`, `;`, `/`, `:::` or line breaks.
    ///
    /// - Throws: `Refusal.invalid` for a text that is no phone, and for a phone that a spreadsheet has damaged.
    static func phones(_ text: String) throws -> [PhoneNumber] {
        var checks = FieldChecks()
        var phones: [PhoneNumber] = []
        let isJoined = text.utf8.contains(UInt8(ascii: ":"))
        let text = isJoined ? text.replacing(googleSeparator, with: "\n") : text
        for part in text.split(whereSeparator: { $0 == ";" || $0 == "/" || $0.isNewline }) {
            for entry in numbers(trimmed(part)) {
                let phone = PhoneNumber(entry)
                if phone.e164 == nil {
                    checks.refuse("phones", ValidationMessage.noPhone(entry))
                } else {
                    phones.append(phone)
                }
            }
        }
        try checks.throwIfAny()
        return phones
    }

    /// The entries of a text between commas. A comma may also be a decimal comma, as in
    /// `380501234567,00` and `3,80501234567E+11`.
    private static func numbers(_ text: String) -> [String] {
        let entries = list(text)
        guard entries.count > 1 else { return entries }
        if SpreadsheetNumber(text) != nil { return [text] }
        var numbers: [String] = []
        for entry in entries {
            if let last = numbers.last, !last.contains(","),
                SpreadsheetNumber(last + "," + entry) != nil
            {
                numbers[numbers.count - 1] = last + "," + entry
            } else {
                numbers.append(entry)
            }
        }
        return numbers
    }

    static func trimmed(_ text: some StringProtocol) -> String {
        let rest = text.drop(while: \.isWhitespace)
        guard let last = rest.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(rest[...last])
    }
}
