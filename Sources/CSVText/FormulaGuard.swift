/// Prevents a spreadsheet from running a cell as a formula; the reader reverses it.
///
/// A cell is a formula if it begins with `=`, `+`, `-`, `@`, a tab, a line break, a NUL or a
/// full-width form of the first four (OWASP, “CSV Injection”); every phone begins with `+`. An
/// apostrophe is put in front of it, as people type it. A program that splits at another separator,
/// or misreads quotes, sees other starts of cells, so the same is done after separators, quotes and
/// line breaks. If there are apostrophes already, one is added; reading removes one, and so returns
/// exactly what was written.
enum FormulaGuard {
    static func guarded(_ cell: String) -> String {
        eachStart(of: cell) { apostrophes in apostrophes + 1 }
    }

    static func unguarded(_ cell: String) -> String {
        eachStart(of: cell) { apostrophes in max(apostrophes - 1, 0) }
    }

    /// The text with one apostrophe more or fewer wherever a formula could start.
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
