/// The name of a contact as Phonet knows it.
package struct ContactName: Hashable, Sendable {
    /// The most characters of a name that come in from Phonet; the limit of names of contacts.
    package static let maxCharacters = 200

    /// At most `maxCharacters` long.
    package let text: String

    /// Nil for a missing or blank text, and for a placeholder such as “Невідомий абонент” or
    /// “Unknown caller”, in any case.
    package init?(_ text: String?) {
        guard let text, !text.isEmpty, !ContactName.isPlaceholder(text) else { return nil }
        self.text = ContactName.cut(text)
    }

    /// The text cut at `maxCharacters` Unicode scalars, never within a visible character.
    package static func cut(_ text: String) -> String {
        guard text.utf8.count > maxCharacters, text.unicodeScalars.count > maxCharacters else {
            return text
        }
        var kept = ""
        var count = 0
        for character in text {
            count += character.unicodeScalars.count
            if count > maxCharacters { break }
            kept.append(character)
        }
        // A single character that is longer is no letter of a name.
        return kept.isEmpty
            ? String(String.UnicodeScalarView(text.unicodeScalars.prefix(maxCharacters))) : kept
    }

    // MARK: - Placeholders

    /// Numbers and marks around the words do not matter: “Анонім 12”, “<unknown>”.
    private static func isPlaceholder(_ text: String) -> Bool {
        guard text.utf8.count <= 400 else { return false }
        let words = words(of: text)
        guard let first = words.first else { return false }
        if first == "unknown" || phrases.contains(words.joined(separator: " ")) { return true }
        if words.allSatisfy(alone.contains) { return true }
        let rest = words.dropFirst()
        if describing.contains(first), !rest.isEmpty, rest.allSatisfy(described.contains) {
            return true
        }
        // “Абонент невідомий”, “Номер прихований”.
        return described.contains(first) && !rest.isEmpty && rest.allSatisfy(alone.contains)
    }

    /// The words with letters, in lower case, without apostrophes; ё is е.
    private static func words(of text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber && !apostrophes.contains($0) }
            .map { word in
                let letters = word.compactMap {
                    apostrophes.contains($0) ? nil : $0 == "ё" ? "е" : $0
                }
                // A Latin letter inside a Cyrillic word is the Cyrillic one it looks like.
                let isCyrillic = letters.contains { cyrillic.contains($0) }
                return String(isCyrillic ? letters.map { lookalikes[$0] ?? $0 } : letters)
            }
            .filter { $0.contains(where: \.isLetter) }
    }

    private static let cyrillic: ClosedRange<Character> = "а"..."ґ"
    private static let lookalikes: [Character: Character] = [
        "i": "і", "a": "а", "e": "е", "o": "о", "c": "с", "p": "р", "x": "х", "y": "у",
    ]

    private static let apostrophes: Set<Character> = ["'", "’", "ʼ", "‘", "`", "´", "′"]

    /// Words that are no name, each alone or repeated.
    private static let alone: Set<String> = [
        "анонім", "анонімний", "анонімна", "анонімно", "невідомий", "невідома", "невідоме",
        "невідомо", "невідомі", "безіменний", "безіменна", "прихований", "прихована", "приховано",
        "аноним", "анонимный", "анонимная", "анонимно", "неизвестный", "неизвестная",
        "неизвестное", "неизвестно", "неизвестен", "безымянный", "безымянная", "скрытый", "скрыт",
        "скрыто",
        "anonymous", "anonym", "unknown", "private", "restricted", "withheld", "unavailable",
        "hidden", "blocked", "unnamed", "nameless", "noname", "untitled", "none", "null",
        "undefined", "unidentified", "undisclosed", "nan",
    ]

    private static let phrases: Set<String> = [
        "без імені", "без імя", "без назви", "без номера", "немає імені", "імені немає",
        "імя невідоме", "імя відсутнє", "without name", "object object", "імя не вказано",
        "імя не вказане", "не вказано", "не визначено",
        "не визначений", "номер не визначено", "номер не визначений", "номер приховано",
        "без имени", "без имя", "без названия", "нет имени", "имени нет", "имя неизвестно",
        "имя не указано", "не указано", "не указан", "не определен", "номер не определен",
        "номер скрыт",
        "no name", "no caller id", "no caller name", "no number", "not set", "not specified",
        "not available", "not provided", "n a", "name unavailable", "number withheld",
        "id withheld", "number unavailable", "out of area", "wireless caller", "wireless call",
        "cellular caller", "cellular call", "cell phone", "mobile caller", "toll free call",
    ]

    /// Words that make no name of a word of `described`.
    private static let describing: Set<String> = alone.union([
        "новий", "нова", "новый", "новая", "new", "приватний", "частный",
    ])

    private static let described: Set<String> = [
        "абонент", "номер", "контакт", "клієнт", "лід", "користувач", "співрозмовник", "імя",
        "дзвінок", "людина", "особа",
        "клиент", "лид", "пользователь", "собеседник", "имя", "звонок", "человек",
        "name", "number", "caller", "contact", "client", "customer", "lead", "call", "id",
        "subscriber", "user", "person", "party", "phone",
    ]
}
