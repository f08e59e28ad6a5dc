import CallRules
import Foundation

/// The rules for new passwords: a length, and no common or personal word. All characters are
/// allowed (OWASP ASVS 5.0, 6.2).
struct PasswordRules {
    /// Shortest and longest password, in Unicode scalars of NFC.
    static let lengths = 8...128

    /// The person's name; its words are refused as passwords, because they are guessed first.
    let name: String
    /// The person's e-mail; refused like the name.
    let email: String

    /// The validation message of a password; nil when it may be used.
    func problem(_ password: String) -> LocalizedText? {
        let typed = password.precomposedStringWithCanonicalMapping
        let count = typed.unicodeScalars.count
        if count == 0 { return CommonStrings.enterPassword }
        if count < PasswordRules.lengths.lowerBound { return Strings.tooShort }
        if count > PasswordRules.lengths.upperBound { return Strings.tooLong }
        let guesses = PasswordGuesses(typed)
        if guesses.isOne(of: known) { return Strings.own }
        if guesses.isOne(of: CommonPasswords.words) || guesses.isPattern { return Strings.common }
        return nil
    }

    /// The name and the e-mail, whole and in words of 3 or more characters.
    private var known: Set<String> {
        let parts = name.split { !$0.isLetter }.map(String.init)
        let sides = email.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        let mailbox = email.prefix { $0 != "@" }
        let words = [name, parts.reversed().joined(), email, String(mailbox)] + parts + sides
        return Set(words.map(PasswordGuesses.bare).filter { $0.count >= 3 })
    }

    private enum Strings {
        static let tooShort = LocalizedText(
            uk: "має містити щонайменше \(lengths.lowerBound) символів",
            en: "must have at least \(lengths.lowerBound) characters")
        static let tooLong = LocalizedText(
            uk: "має містити щонайбільше \(lengths.upperBound) символів",
            en: "must have at most \(lengths.upperBound) characters")
        static let own = LocalizedText(
            uk: "ім’я та адресу вгадують насамперед; оберіть інший пароль",
            en: "names and addresses are guessed first; choose another password")
        static let common = LocalizedText(
            uk: "цей пароль вгадують одним із перших; оберіть інший",
            en: "this password is among the first that are guessed; choose another")
    }
}

/// The forms of a password that are compared with words: lower case, without digits and signs
/// around it, and with look-alike characters replaced by letters.
private struct PasswordGuesses {
    /// Digits around a word that are ignored. A common word with more digits may be used.
    private static let trimmedDigits = 6
    private static let disguises: [Character: Character] = [
        "@": "a", "4": "a", "$": "s", "5": "s", "0": "o", "1": "i", "!": "i", "3": "e",
    ]

    private let bare: String
    private let spellings: Set<String>

    init(_ password: String) {
        let bare = PasswordGuesses.bare(password)
        let core = PasswordGuesses.trimmed(bare) { $0.isNumber }
        let unmasked = PasswordGuesses.trimmed(password.lowercased()) { !$0.isLetter }
            .map { PasswordGuesses.disguises[$0] ?? $0 }
        var spellings: Set<String> = [bare]
        if bare.count - core.count <= PasswordGuesses.trimmedDigits {
            spellings.formUnion([core, PasswordGuesses.bare(String(unmasked))])
        }
        self.bare = bare
        self.spellings = spellings
    }

    func isOne(of words: Set<String>) -> Bool { !spellings.isDisjoint(with: words) }

    /// Whether the password is neighbouring keys, a repetition, or a number of up to 8 digits such
    /// as a date.
    var isPattern: Bool {
        guard !bare.isEmpty else { return false }
        return isWalk || isRepeated || bare.count <= 8 && bare.allSatisfy(\.isNumber)
    }

    private var isWalk: Bool {
        var rest = bare[...]
        while !rest.isEmpty {
            let length = (3...max(3, rest.count)).reversed().first { length in
                length <= rest.count
                    && CommonPasswords.walks.contains { $0.contains(rest.prefix(length)) }
            }
            guard let length else { return false }
            rest = rest.dropFirst(length)
        }
        return true
    }

    private var isRepeated: Bool {
        let letters = Array(bare)
        return (1...4).contains { period in
            letters.count >= 2 * period
                && letters.indices.dropFirst(period).allSatisfy {
                    letters[$0] == letters[$0 - period]
                }
        }
    }

    /// The letters and digits of a text, in lower case.
    static func bare(_ text: String) -> String {
        text.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    private static func trimmed(
        _ text: String, _ isOutside: (Character) -> Bool
    ) -> String {
        let start = text.drop(while: isOutside)
        return String(start.reversed().drop(while: isOutside).reversed())
    }
}
