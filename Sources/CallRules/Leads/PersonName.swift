/// A person's name as it is compared: capitals, apostrophes, spaces and the order of the words do
/// not matter. Phonet's names and ours are typed by different people.
package struct PersonName: Hashable, Sendable {
    /// In small letters and sorted.
    private let words: [String]

    /// Nil when there is nothing but spaces and apostrophes.
    package init?(_ text: String) {
        words = text.split { $0.isWhitespace || $0 == "," }
            .map { word in String(word.filter { !PersonName.apostrophes.contains($0) }) }
            .filter { !$0.isEmpty }
            .map { $0.lowercased() }
            .sorted()
        if words.isEmpty { return nil }
    }

    /// The signs people type in names like Мар’яна.
    private static let apostrophes: Set<Character> = ["'", "’", "ʼ", "‘", "`", "´", "′", "\""]
}
