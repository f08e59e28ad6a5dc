import CSVText
import CallRules
import Foundation
import Store

/// Makes rows of cells by the fields of their columns.
struct ImportCells {
    private let columns: [ImportField?]
    private let moment: (String) -> Instant?
    /// The parts of a name in the order in which they make it: that of the file, but a middle name stands
    /// behind the given one.
    private let nameParts: [ImportField]

    init(_ columns: [ImportField?], moment: @escaping (String) -> Instant?) {
        self.columns = columns
        self.moment = moment
        let family = columns.firstIndex(of: .familyName)
        let given = columns.firstIndex(of: .givenName)
        let isFamilyFirst = family.flatMap { family in given.map { family < $0 } } ?? false
        let order: [ImportField] =
            isFamilyFirst
            ? [.familyName, .givenName, .middleName] : ImportField.nameParts
        nameParts = order.filter(columns.contains)
    }

    func row(_ row: CSVRow) -> ImportRow {
        var result = ImportRow(line: row.line)
        switch row.content {
        case .failure(let failure):
            result.failure = FieldProblem("", ImportRowErrors.of(failure))
        case .cells(let texts): fill(&result, texts)
        }
        return result
    }

    private func fill(_ row: inout ImportRow, _ texts: [String]) {
        for (text, column) in zip(texts, columns) {
            guard let field = column else { continue }
            let text = field == .phones || field == .admins ? text.trimmed : text.oneLine
            guard !text.isEmpty else { continue }
            row.cells[field] = row.cells[field].map { "\($0)\n\(text)" } ?? text
        }
        let parts = nameParts.compactMap { row.cells.removeValue(forKey: $0) }
        if row.cells[.name] == nil, !parts.isEmpty {
            row.cells[.name] = parts.joined(separator: " ")
        }
        if !texts.dropFirst(columns.count).allSatisfy(\.isBlank) {
            row.failure = FieldProblem("", ImportRowErrors.tooManyCells)
        }
        if let text = row.cells[.createdAt] {
            row.createdAt = moment(ImportCells.withYearFirst(text))
            if row.createdAt == nil {
                row.failure = FieldProblem(
                    ImportField.createdAt.rawValue, ImportRowErrors.noTime(text))
            }
        }
    }

    /// `2026-01-05 10:30` of `05.01.2026 10:30:20`; another text unchanged.
    private static func withYearFirst(_ text: String) -> String {
        let date = text.prefix(10).split(separator: ".", omittingEmptySubsequences: false)
        guard date.map(\.utf8.count) == [2, 2, 4] else { return text }
        return "\(date[2])-\(date[1])-\(date[0])\(text.dropFirst(10))"
    }
}

extension String {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }

    /// Line breaks and tabs within become single spaces: people break the lines of a cell.
    fileprivate var oneLine: String {
        guard utf8.contains(where: { $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) else {
            return trimmed
        }
        return split { $0.isNewline || $0 == "\t" }.map { $0.trimmed }
            .filter { !$0.isEmpty }.joined(separator: " ")
    }
}

extension Substring {
    fileprivate var trimmed: String { String(self).trimmed }
}
