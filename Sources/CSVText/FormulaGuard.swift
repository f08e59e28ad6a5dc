/// Keeps a spreadsheet from taking a cell for a formula, in a way that can be taken back.
///
/// A cell is one when it begins with `=`, `+`, `-`, `@`, a tab, a line break, a NUL or a full-width form of the
/// first four (OWASP, “CSV Injection”), and every phone begins with `+`. An apostrophe goes in front, as people
/// type it themselves. A program that splits at another separator, or is confused by quotes, sees cells
/// begin elsewhere, so the same is done behind separators, quotes and line breaks. Where apostrophes
/// stand already, one more comes; reading takes one of them away, and so gives back exactly what was written.
enum FormulaGuard {
    static func guarded(_ cell: String) -> String {
        eachStart(of: cell) { apostrophes in apostrophes + 1 }
    }

    static func unguarded(_ cell: String) -> String {
        eachStart(of: cell) { apostrophes in max(apostrophes - 1, 0) }
    }

    /// The text with another number of apostrophes wherever a formula could start.
    private static func eachStart(of cell: String, _ count: (Int) -> Int) -> String {
        guard cell.unicodeScalars.contains(where: isDangerous) else { return cell }
        var result = String.UnicodeScalarView()
        var isStart = true
        var apostrophes = 0
        for scalar in cell.unicodeScalars {
            if isStart, scalar == "'" {
                apostrophes += 1
                continue
            }
            let wanted = isStart && isDangerous(scalar) ? count(apostrophes) : apostrophes
            result.append(contentsOf: repeatElement("'", count: wanted))
            apostrophes = 0
            result.append(scalar)
            isStart = CSVText.isSeparator(scalar) || isLineBreak(scalar) || scalar == "\""
        }
        result.append(contentsOf: repeatElement("'", count: apostrophes))
        return String(result)
    }

    private static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\n" || scalar == "\r"
    }

    private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "=", "+", "-", "@", "\t", "\r", "\n", "\0": true
        case "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": true
        default: false
        }
    }
}
