import CallRules
import Foundation
import GRDB

/// What somebody typed into a search field.
struct SearchText {
    /// Without spaces around it, at most 100 characters.
    let text: String
    /// The digits of a number, if only digits and what is written between them was typed, and enough of
    /// them; nil: a name.
    let digits: String?
    /// The number, if a whole one was typed.
    let phone: String?

    /// Nil: too little to search for.
    init?(_ typed: String) {
        let text = String(typed.trimmingCharacters(in: .whitespacesAndNewlines).prefix(100))
        guard !text.isEmpty else { return nil }
        self.text = text
        let isNumber = text.allSatisfy { $0.isNumber || $0.isWhitespace || "+-()./".contains($0) }
        let digits = text.filter { $0.isASCII && $0.isNumber }
        guard isNumber else {
            (self.digits, phone) = (nil, nil)
            return
        }
        guard digits.utf8.count >= NumberParts.fewestDigits,
            digits.utf8.count <= NumberParts.mostDigits + 2
        else { return nil }
        self.digits = digits
        phone = PhoneNumber(text).e164
    }

    /// Condition: the whole number typed, or one with these digits.
    func numberHolds(_ column: SQL) -> SQL {
        let part: SQL = "instr(\(column), \(digits ?? "")) > 0"
        return phone.map { "(\(column) = \($0) OR \(part))" } ?? part
    }

    /// Query of the numbers, in a column `number`: the whole one first, then those with these digits.
    var numbers: SQL? {
        guard let digits else { return nil }
        return """
            SELECT number FROM number WHERE number IN (\(phone ?? digits), \(digits))
            UNION ALL SELECT number FROM (
                \(NumberParts.numbers(with: digits)) LIMIT \(sql: "\(NumberParts.most)"))
            """
    }

    /// Condition: each word is part of a folded name.
    var nameHolds: SQL { FoldedName.condition(text, in: "folded") }

    /// Whether a name has each word.
    func isPart(of name: String) -> Bool {
        let folded = FoldedName.of(name)
        return text.split(whereSeparator: \.isWhitespace).prefix(10)
            .allSatisfy { folded.contains(FoldedName.of(String($0))) }
    }
}
