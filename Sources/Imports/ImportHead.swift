import CSVText
import CallRules
import Store

/// The form, the headings and the first rows of a file.
package struct ImportHead: Sendable {
    /// How the file is read.
    package enum Format: Sendable {
        case csv(CSVForm)
        /// vCards; the columns are made of their properties.
        case cards(CSVForm.Encoding, CardColumns)
    }

    /// Most rows above the headings.
    private static let maxTitles = 20

    /// CSV or vCards.
    package let format: Format
    /// The heading of each column; empty texts when the file has none.
    package let heading: [String]
    /// Whether the file has a row of headings.
    package let hasHeading: Bool
    /// Rows above the headings, such as the title of a report. They are left out.
    package let rowsAbove: Int
    /// The first rows of people. A row may have fewer or more cells than the heading.
    package let sample: [[String]]

    /// The columns of vCards.
    init(_ encoding: CSVForm.Encoding, _ columns: CardColumns, sample: [[String]]) {
        format = .cards(encoding, columns)
        heading = columns.heading
        hasHeading = false
        rowsAbove = 0
        self.sample = sample
    }

    /// Finds the headings among the first rows of a file; nil: there is no row that can be read.
    init?(_ form: CSVForm, _ rows: [CSVRow], sample limit: Int) {
        let cells = rows.map { row in
            if case .cells(let cells) = row.content { cells } else { [] as [String] }
        }
        guard let place = ImportHead.heading(among: cells) else { return nil }
        format = .csv(form)
        let first = cells[place]
        hasHeading = !first.contains { PhoneNumber($0).e164 != nil }
        rowsAbove = place
        let below = cells.dropFirst(hasHeading ? place + 1 : place)
        sample = Array(below.filter { !$0.isEmpty }.prefix(limit))
        // A column behind the last heading, as rows of a file without headings may have.
        let width = hasHeading ? first.count : below.map(\.count).max() ?? 0
        heading =
            hasHeading
            ? first.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
            : Array(repeating: "", count: width)
    }

    /// The field of each column, by its heading, or by its cells when there are no headings; nil: unknown.
    package func columns(_ kind: ImportKind) -> [ImportField?] {
        if case .cards(_, let columns) = format { return columns.fields }
        guard !hasHeading else { return ImportHeading.columns(heading, kind) }
        var columns: [ImportField?] = heading.indices.map { index in
            let cells = sample.compactMap { $0.dropFirst(index).first }.filter { !$0.isEmpty }
            let numbers = cells.count { PhoneNumber($0).e164 != nil }
            return numbers > 0 && numbers * 2 >= cells.count ? .phones : nil
        }
        let name = heading.indices.first { index in
            columns[index] == nil
                && sample.contains {
                    $0.dropFirst(index).first?.contains(where: \.isLetter) == true
                }
        }
        if let name { columns[name] = .name }
        return columns
    }

    /// The row of the headings: the first with two that are known, else the first that is no title and stands
    /// above the first number. A row with a number is one of people.
    private static func heading(among rows: [[String]]) -> Int? {
        let head = rows.prefix(maxTitles)
        let hasNumber = head.map { $0.contains { PhoneNumber($0).e164 != nil } }
        let known = head.map { ImportHeading.recognised($0) }
        if let place = known.indices.first(where: { known[$0] >= 2 && !hasNumber[$0] }) {
            return place
        }
        let above = hasNumber.firstIndex(of: true) ?? head.count
        let place = head.indices.prefix(above).first { index in
            known[index] == 1 || head[index].count { !$0.isBlank } >= 2
        }
        return place ?? rows.firstIndex { !$0.isEmpty }
    }
}

extension String {
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
