import CSVText
import CallRules
import Foundation
import Store

/// A file of clients or leads: CSV, or vCards. It is read in pieces and can be read several times.
package struct ImportSource: Sendable {
    /// Bytes read at once.
    private static let pieceLength = 1 << 16
    /// Rows among which the headings are looked for.
    private static let headRows = 30

    /// Returns the next piece of the file; nil at the end.
    private typealias Pieces = () throws -> [UInt8]?

    private let pieces: @Sendable () throws -> Pieces

    /// A file on the disk; nil when it does not exist.
    package init?(path: String) {
        guard FileManager.default.isReadableFile(atPath: path) else { return nil }
        pieces = {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            return {
                let piece = try handle.read(upToCount: ImportSource.pieceLength) ?? Data()
                return piece.isEmpty ? nil : Array(piece)
            }
        }
    }

    /// A file in memory.
    package init(bytes: ArraySlice<UInt8>) {
        pieces = {
            var rest = bytes
            return {
                let piece = rest.prefix(ImportSource.pieceLength)
                rest = rest.dropFirst(piece.count)
                return piece.isEmpty ? nil : Array(piece)
            }
        }
    }

    /// What the file is when it holds no rows: a workbook, an archive. Nil: it may hold rows.
    ///
    /// - Throws: the error of reading the file.
    package func foreign() throws -> ForeignFile? {
        let next = try pieces()
        return try next().flatMap { ForeignFile($0) }
    }

    /// Reads the heading and the first rows.
    ///
    /// - Parameter separator: as somebody chose it; nil: it is found out.
    /// - Returns: nil when the file has no readable row.
    /// - Throws: the error of reading the file.
    package func head(sample limit: Int, separator: Unicode.Scalar? = nil) throws -> ImportHead? {
        var (form, isCards) = try form()
        if isCards { return try cardHead(form.encoding, sample: limit) }
        if let separator, CSVForm.separators.contains(separator) { form.separator = separator }
        var rows: [CSVRow] = []
        try eachRow(form) { row in
            rows.append(row)
            return rows.count < ImportSource.headRows + limit
        }
        return ImportHead(form, rows, sample: limit)
    }

    /// Reads the whole file once.
    ///
    /// - Parameter head: of this file.
    /// - Throws: the error of reading the file.
    package func survey(_ head: ImportHead) throws -> ImportSurvey {
        var survey = ImportSurvey(columns: head.heading.count)
        try eachRow(head) { row in
            survey.take(row)
            return true
        }
        return survey
    }

    /// Calls `body` with each row below the heading, until the file ends or `body` returns false.
    ///
    /// - Parameters:
    ///   - columns: the field of each column; nil: the column is ignored.
    ///   - separator: as somebody chose it; nil: it is found out.
    ///   - moment: parses a time as people type it; nil when the text is no time.
    /// - Throws: the error of reading the file or of `body`.
    func eachRow(
        _ columns: [ImportField?], separator: Unicode.Scalar?,
        moment: @escaping (String) -> Instant?,
        _ body: (ImportRow) throws -> Bool
    ) throws {
        guard let head = try head(sample: 1, separator: separator) else { return }
        let cells = ImportCells(columns, moment: moment)
        try eachRow(head) { try body(cells.row($0)) }
    }

    /// The form of the file, and whether it is one of vCards.
    private func form() throws -> (CSVForm, isCards: Bool) {
        var search = CSVForm.Search()
        let next = try pieces()
        var first: [UInt8] = []
        while let piece = try next() {
            if first.isEmpty { first = Array(piece.prefix(512)) }
            search.take(piece)
        }
        let form = search.form
        return (form, CardReader.isCards(first, form.encoding))
    }

    /// Calls `body` with each row of people.
    private func eachRow(_ head: ImportHead, _ body: (CSVRow) throws -> Bool) throws {
        switch head.format {
        case .cards(let encoding, let columns):
            try eachCard(encoding) { try body(columns.row($0)) }
        case .csv(let form):
            var left = head.rowsAbove + (head.hasHeading ? 1 : 0)
            try eachRow(form) { row in
                guard left == 0 else {
                    left -= 1
                    return true
                }
                return try body(row)
            }
        }
    }

    /// Calls `body` with each row that is not empty, including the heading.
    private func eachRow(_ form: CSVForm, _ body: (CSVRow) throws -> Bool) throws {
        var reader = CSVReader(form)
        let next = try pieces()
        var isOver = false
        while !isOver {
            let rows: [CSVRow]
            if let piece = try next() {
                rows = reader.take(piece)
            } else {
                rows = reader.end()
                isOver = true
            }
            for row in rows where !row.isEmpty {
                if try !body(row) { return }
            }
        }
    }

    private func cardHead(_ encoding: CSVForm.Encoding, sample limit: Int) throws -> ImportHead? {
        var columns = CardColumns()
        var cards: [Card] = []
        try eachCard(encoding) { card in
            columns.note(card)
            if cards.count < limit, case .properties = card.content { cards.append(card) }
            return true
        }
        let sample = cards.compactMap { card in
            if case .cells(let cells) = columns.row(card).content { cells } else { nil }
        }
        return sample.isEmpty ? nil : ImportHead(encoding, columns, sample: sample)
    }

    private func eachCard(_ encoding: CSVForm.Encoding, _ body: (Card) throws -> Bool) throws {
        var reader = CardReader(encoding)
        let next = try pieces()
        var isOver = false
        while !isOver {
            let cards: [Card]
            if let piece = try next() {
                cards = reader.take(piece)
            } else {
                cards = reader.end()
                isOver = true
            }
            for card in cards {
                if try !body(card) { return }
            }
        }
    }
}

extension CSVRow {
    fileprivate var isEmpty: Bool {
        guard case .cells(let cells) = content else { return false }
        return cells.allSatisfy { $0.allSatisfy(\.isWhitespace) }
    }
}
