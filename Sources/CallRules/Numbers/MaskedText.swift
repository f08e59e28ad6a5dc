/// Texts for places anybody can see, as the lock screen of a phone: the middle digits of numbers
/// are hidden.
package enum MaskedText {
    /// This many digits in a row, whatever stands between them, are taken for a number.
    private static let fewestDigits = 7
    /// Number of digits shown at the end.
    private static let shown = 2
    /// Number of digits hidden before them.
    private static let hidden = 5

    /// `Ірина, +380 50 123 45 67` becomes `Ірина, +380 50 ••• •• 67`.
    package static func of(_ text: String) -> String {
        var result: [Character] = []
        var run: [Character] = []
        for character in text {
            if character.isASCII, character.isNumber || " +-()./".contains(character) {
                run.append(character)
            } else {
                result += masked(run)
                run = []
                result.append(character)
            }
        }
        return String(result + masked(run))
    }

    private static func masked(_ run: [Character]) -> [Character] {
        let count = run.count(where: \.isNumber)
        guard count >= fewestDigits else { return run }
        let veil = count - shown - hidden..<count - shown
        var place = 0
        return run.map { character in
            guard character.isNumber else { return character }
            defer { place += 1 }
            return veil.contains(place) ? "•" : character
        }
    }
}
