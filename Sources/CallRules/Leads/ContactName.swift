/// The name of a contact as Phonet knows it.
package struct ContactName: Hashable, Sendable {
    /// The most characters of a name that come in from Phonet; the limit of names of contacts.
    package static let maxCharacters = 200

    /// At most `maxCharacters` long.
    package let text: String

    /// Nil for a missing or blank text, for a placeholder such as “Невідомий абонент” or “Unknown
    /// caller”, in any case, for marks alone, and for a template that nobody filled, `{name}`.
    ///
    /// A text that was encoded twice is read as it was meant.
    package init?(_ text: String?) {
        guard let text = text.map(TwiceEncodedText.read), !text.isEmpty,
            !ContactName.isPlaceholder(text)
        else { return nil }
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
        if isTemplate(text) { return true }
        var left = Words(text)
        // Names begin otherwise, so nearly every text ends here.
        guard let first = left.next(), firstWords.contains(first) else { return false }
        var rest: [String] = []
        while let word = left.next() { rest.append(word) }
        let words = [first] + rest
        if first == "unknown" || phrases.contains(words.joined(separator: " ")) { return true }
        if words.allSatisfy(alone.contains) { return true }
        if describing.contains(first), !rest.isEmpty, rest.allSatisfy(described.contains) {
            return true
        }
        // “Абонент невідомий”, “Номер прихований”.
        return described.contains(first) && !rest.isEmpty && rest.allSatisfy(alone.contains)
    }

    /// Nothing but marks, or `{name}`, `${name}`, `%name%`. Names begin with a letter or a digit.
    private static func isTemplate(_ text: String) -> Bool {
        func isMark(_ scalar: Unicode.Scalar) -> Bool {
            !scalar.properties.isAlphabetic && scalar.properties.numericType == nil
                && !scalar.properties.isEmojiPresentation && scalar != "\u{FFFD}"
        }
        guard let first = text.unicodeScalars.first, isMark(first) else { return false }
        if text.unicodeScalars.allSatisfy(isMark) { return true }
        return templates.contains {
            text.hasPrefix($0.0) && text.hasSuffix($0.1) && text.count > 2
        }
    }

    private static let templates = [
        ("{", "}"), ("${", "}"), ("#{", "}"), ("%", "%"), ("[[", "]]"), ("<%", "%>"),
    ]

    /// The words with letters of a text, in lower case, without apostrophes; ё is е.
    ///
    /// Plain loops over scalars: every message with a name passes here, and characters cost ten times
    /// as much.
    private struct Words {
        private var scalars: String.UnicodeScalarView.Iterator

        init(_ text: String) { scalars = text.lowercased().unicodeScalars.makeIterator() }

        mutating func next() -> String? {
            while true {
                var word = String.UnicodeScalarView()
                var hasLetter = false
                var isCyrillic = false
                read: while let scalar = scalars.next() {
                    switch scalar {
                    case "'", "’", "ʼ", "‘", "`", "´", "′": continue
                    case "a"..."z": hasLetter = true
                    case "а"..."ґ":
                        hasLetter = true
                        isCyrillic = true
                    case "0"..."9": break
                    case _ where scalar.isASCII:
                        if word.isEmpty { continue }
                        break read
                    case _ where scalar.properties.isAlphabetic: hasLetter = true
                    case _ where scalar.properties.numericType != nil: break
                    case _ where scalar.properties.generalCategory == .nonspacingMark: break
                    default:
                        if word.isEmpty { continue }
                        break read
                    }
                    word.append(scalar == "ё" ? "е" : scalar)
                }
                if word.isEmpty { return nil }
                if hasLetter { return isCyrillic ? Words.cyrillic(word) : String(word) }
            }
        }

        /// A Latin letter inside a Cyrillic word is the Cyrillic one it looks like.
        private static func cyrillic(_ word: String.UnicodeScalarView) -> String {
            var letters = String.UnicodeScalarView()
            for scalar in word { letters.append(lookalike(of: scalar)) }
            return String(letters)
        }

        private static func lookalike(of scalar: Unicode.Scalar) -> Unicode.Scalar {
            switch scalar {
            case "i": "і"
            case "a": "а"
            case "e": "е"
            case "o": "о"
            case "c": "с"
            case "p": "р"
            case "x": "х"
            case "y": "у"
            default: scalar
            }
        }
    }

    /// The words that a placeholder begins with.
    private static let firstWords: Set<String> = alone.union(describing).union(described).union(
        phrases.compactMap { $0.split(separator: " ").first.map(String.init) })

    /// Words that are no name, each alone or repeated.
    private static let alone: Set<String> = [
        "анонім", "анонімний", "анонімна", "анонімно", "невідомий", "невідома", "невідоме",
        "невідомо", "невідомі", "безіменний", "безіменна", "прихований", "прихована", "приховано",
        "аноним", "анонимный", "анонимная", "анонимно", "неизвестный", "неизвестная",
        "неизвестное", "неизвестно", "неизвестен", "безымянный", "безымянная", "скрытый", "скрыт",
        "скрыто",
        "anonymous", "anonym", "unknown", "private", "restricted", "withheld", "unavailable",
        "hidden", "blocked", "unnamed", "nameless", "noname", "untitled", "none", "null",
        "undefined", "unidentified", "undisclosed", "nan", "nil", "empty", "unassigned",
        "немає", "нема", "відсутній", "відсутня", "відсутнє", "відсутньо", "нет", "отсутствует",
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
