/// A person's name for comparison: case, apostrophes, spaces and the order of words do not matter.
package struct PersonName: Hashable, Sendable {
    /// The words in lower case, sorted.
    private let words: [String]

    /// Nil for a text of spaces and apostrophes alone.
    package init?(_ text: String) {
        words = text.split { $0.isWhitespace || $0 == "," }
            .map { word in String(word.filter { !PersonName.apostrophes.contains($0) }) }
            .filter { !$0.isEmpty }
            .map { $0.lowercased() }
            .sorted()
        if words.isEmpty { return nil }
    }

    /// The apostrophes people type in names like Мар’яна.
    private static let apostrophes: Set<Character> = ["'", "’", "ʼ", "‘", "`", "´", "′", "\""]
}
