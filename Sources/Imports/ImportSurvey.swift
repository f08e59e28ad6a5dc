import CSVText
import CallRules
import Store

/// What a file has, read to its end.
package struct ImportSurvey: Sendable {
    /// Rows of people, without empty ones.
    package private(set) var rows = 0
    /// The cells with a text, by column.
    package private(set) var filled: [Int]
    /// The cells that hold a telephone number, by column.
    package private(set) var numbers: [Int]

    init(columns: Int) {
        filled = Array(repeating: 0, count: columns)
        numbers = Array(repeating: 0, count: columns)
    }

    mutating func take(_ row: CSVRow) {
        rows += 1
        guard case .cells(let cells) = row.content else { return }
        for (index, cell) in cells.prefix(filled.count).enumerated() where !cell.isBlank {
            filled[index] += 1
            if ImportSurvey.isNumber(cell) { numbers[index] += 1 }
        }
    }

    private static func isNumber(_ cell: String) -> Bool {
        // A time of day, which has as many digits.
        if cell.first?.isNumber == true, cell.utf8.contains(UInt8(ascii: ":")) { return false }
        let digits = cell.utf8.count { (0x30...0x39).contains($0) }
        guard (9...60).contains(digits) else { return false }
        return cell.split(whereSeparator: { $0 == "\n" || $0 == ";" || $0 == "/" })
            .contains { PhoneNumber(String($0)).e164 != nil }
    }
}

extension ImportSurvey {
    /// The columns of a file as they are kept with its import.
    package func columns(of head: ImportHead) -> [ImportColumn] {
        head.heading.enumerated().map { index, heading in
            ImportColumn(
                number: index + 1, heading: heading, filled: filled[index],
                numbers: ImportSpellings.isOtherNumber(heading) ? 0 : numbers[index])
        }
    }
}
