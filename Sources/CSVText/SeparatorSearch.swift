/// Finds the character between the cells of a file.
enum SeparatorSearch {
    /// Most rows that are compared.
    private static let maxRows = 100

    /// The separator of a first line such as `sep=;`; nil: there is no such line.
    ///
    /// - Parameter text: the start of the file in UTF-8.
    static func hint(_ text: [UInt8]) -> Unicode.Scalar? {
        let line = String(
            decoding: text.prefix(16).prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
        let sign = "sep="
        let bare = line.filter { $0 != "\"" && $0 != " " }
        guard bare.lowercased().hasPrefix(sign) else { return nil }
        let rest = bare.unicodeScalars.dropFirst(sign.count)
        guard rest.count == 1, let separator = rest.first,
            CSVForm.separators.contains(separator)
        else { return nil }
        return separator
    }

    /// The separator under which most rows have the same number of cells, few cells begin with a space, as
    /// text behind a comma does, and few quotes are within a cell that is not quoted, as in a quoted cell that
    /// was cut in two. Of equal ones the one that is rarer in texts.
    ///
    /// - Parameters:
    ///   - text: the start of the file in UTF-8.
    ///   - isWhole: the file ends here.
    static func separator(of text: [UInt8], isWhole: Bool) -> Unicode.Scalar {
        var best: (separator: Unicode.Scalar, agreement: Double) = (";", 0)
        for separator in ["\t", ";", ",", "|"] as [Unicode.Scalar] {
            let agreement = agreement(under: separator, text, isWhole: isWhole)
            if agreement > best.agreement { best = (separator, agreement) }
        }
        return best.separator
    }

    /// 0…1; 0: no row has two cells.
    private static func agreement(
        under separator: Unicode.Scalar, _ text: [UInt8], isWhole: Bool
    ) -> Double {
        var reader = CSVReader(
            CSVForm(encoding: .utf8, separator: separator, hasHint: false))
        var rows = reader.take(text)
        if isWhole || rows.isEmpty { rows += reader.end() }
        rows = Array(rows.prefix(maxRows))
        var alike: [Int: Int] = [:]
        var (behind, spaced) = (0, 0)
        for row in rows {
            guard case .cells(let cells) = row.content, cells.count > 1 else { continue }
            alike[cells.count, default: 0] += 1
            behind += cells.count - 1
            spaced += cells.dropFirst().count { $0.first == " " }
        }
        guard let most = alike.values.max() else { return 0 }
        return Double(most) / Double(rows.count) * (1 - 0.9 * Double(spaced) / Double(behind))
            * (1 - 0.9 * min(1, Double(reader.looseQuotes) / Double(2 * behind)))
    }
}
