/// Writes rows that a spreadsheet opens without running formulas, and that `CSVReader` reads unchanged:
/// UTF-8 with a byte order mark, `;` between cells, CRLF after each row, quotes where needed (RFC 4180).
///
/// For a long file take the bytes piece by piece:
///
///     var writer = CSVWriter()
///     for page in pages {
///         for row in page { writer.write(row.cells) }
///         try send(writer.take())
///     }
package struct CSVWriter: Sendable {
    private var bytes = CSVText.mark

    /// Begins a file: the first piece starts with the mark.
    package init() {}

    /// Writes one row, with formulas made harmless.
    ///
    /// - Parameter cells: any texts. A row without cells is written as one empty cell, because an
    ///   empty line is no row.
    package mutating func write(_ cells: [String]) {
        if cells.allSatisfy(\.isEmpty), cells.count < 2 { bytes.append(contentsOf: "\"\"".utf8) }
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(CSVText.ownSeparator) }
            write(FormulaGuard.guarded(cell))
        }
        bytes.append(contentsOf: "\r\n".utf8)
    }

    /// Returns the bytes written since the last call.
    package mutating func take() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }

    private mutating func write(_ cell: String) {
        guard cell.unicodeScalars.contains(where: CSVWriter.isSpecial) else {
            bytes.append(contentsOf: cell.utf8)
            return
        }
        let quote = UInt8(ascii: "\"")
        bytes.append(quote)
        for byte in cell.utf8 {
            if byte == quote { bytes.append(quote) }
            bytes.append(byte)
        }
        bytes.append(quote)
    }

    /// Spaces are quoted too, because some programs trim unquoted cells.
    private static func isSpecial(_ scalar: Unicode.Scalar) -> Bool {
        CSVText.isSeparator(scalar) || scalar == "\"" || scalar == "\r" || scalar == "\n"
            || scalar == " "
    }
}
