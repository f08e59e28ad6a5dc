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

    /// The numbers of a cell, separated by `,`, `;`, `/` or line breaks.
    ///
    /// - Throws: `Refusal.invalid` for a text that is no phone, and for a phone that a spreadsheet has damaged.
    static func phones(_ text: String) throws -> [PhoneNumber] {
        var checks = FieldChecks()
        var phones: [PhoneNumber] = []
        for part in text.split(whereSeparator: { $0 == ";" || $0 == "/" || $0.isNewline }) {
            // The comma may be a decimal comma.
            if isScientific(trimmed(part)) {
                checks.refuse("phones", ValidationMessage.scientificPhone(trimmed(part)))
                continue
            }
            for entry in list(String(part)) {
                let phone = PhoneNumber(entry)
                if isScientific(entry) {
                    checks.refuse("phones", ValidationMessage.scientificPhone(entry))
                } else if phone.e164 == nil {
                    checks.refuse("phones", ValidationMessage.noPhone(entry))
                } else {
                    phones.append(phone)
                }
            }
        }
        try checks.throwIfAny()
        return phones
    }

    /// Whether a spreadsheet has turned a phone into a number: `3,80501E+11`. The other digits are lost.
    private static func isScientific(_ text: String) -> Bool {
        // Tested first, because the regular expression takes longer than the rest of a row.
        text.contains { "eEеЕ".contains($0) }
            && text.wholeMatch(of: /[0-9]+([.,][0-9]+)?[eEеЕ]\+?[0-9]{1,3}/) != nil
    }

    static func trimmed(_ text: some StringProtocol) -> String {
        let rest = text.drop(while: \.isWhitespace)
        guard let last = rest.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(rest[...last])
    }
}
