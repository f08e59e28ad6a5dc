/// Hides the middle digits of phone numbers in texts that anybody can see, such as on the lock
/// screen of a phone.
package enum MaskedText {
    /// A row of at least this many ASCII digits counts as a number; spaces and `+-()./` between
    /// them are ignored.
    private static let minDigits = 7
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
        guard count >= minDigits else { return run }
        let veil = count - shown - hidden..<count - shown
        var place = 0
        return run.map { character in
            guard character.isNumber else { return character }
            defer { place += 1 }
            return veil.contains(place) ? "•" : character
        }
    }
}
