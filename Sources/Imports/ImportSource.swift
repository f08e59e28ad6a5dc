import CSVText
import CallRules
import Foundation
import Store

/// A CSV file of clients or leads. It is read in pieces and can be read several times.
package struct ImportSource: Sendable {
    /// Bytes read at once.
    private static let pieceLength = 1 << 16

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

    /// Reads the heading and the first rows.
    ///
    /// - Returns: nil when the file has no readable heading.
    /// - Throws: the error of reading the file.
    package func head(sample limit: Int) throws -> Head? {
        let form = try form()
        var heading: [String]?
        var sample: [[String]] = []
        try eachRow(form) { row in
            switch (row.content, heading) {
            case (.cells(let cells), nil): heading = cells
            case (.failure, nil): return false
            case (.cells(let cells), _?): sample.append(cells)
            case (.failure, _?): break
            }
            return sample.count < limit
        }
        return heading.map { Head(form: form, heading: $0, sample: sample) }
    }

    /// Counts the rows below the heading, without empty ones.
    ///
    /// - Throws: the error of reading the file.
    package func countRows() throws -> Int {
        var count = 0
        try eachRow(try form()) { _ in
            count += 1
            return true
        }
        return max(0, count - 1)
    }

    /// The form, the heading and the first rows of a file.
    package struct Head: Sendable {
        /// Encoding and separator.
        package let form: CSVForm
        /// The cells of the first row.
        package let heading: [String]
        /// The first rows below the heading. A row may have fewer or more cells than the heading.
        package let sample: [[String]]
    }

    /// Calls `body` with each row below the heading, until the file ends or `body` returns false.
    ///
    /// - Parameters:
    ///   - columns: the field of each column; nil: the column is ignored.
    ///   - moment: parses a time as people type it; nil when the text is no time.
    /// - Throws: the error of reading the file or of `body`.
    func eachRow(
        _ columns: [ImportField?], moment: (String) -> Instant?,
        _ body: (ImportRow) throws -> Bool
    ) throws {
        var isHeading = true
        try eachRow(try form()) { row in
            defer { isHeading = false }
            return try isHeading || body(ImportRow(row, columns, moment: moment))
        }
    }

    private func form() throws -> CSVForm {
        var search = CSVForm.Search()
        let next = try pieces()
        while let piece = try next() { search.take(piece) }
        return search.form
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
}

extension CSVRow {
    fileprivate var isEmpty: Bool {
        guard case .cells(let cells) = content else { return false }
        return cells.allSatisfy { $0.allSatisfy(\.isWhitespace) }
    }
}

extension ImportRow {
    /// The cells of a row by their fields, or the problem of the row.
    fileprivate init(_ row: CSVRow, _ columns: [ImportField?], moment: (String) -> Instant?) {
        self.init(line: row.line)
        switch row.content {
        case .failure(let failure): self.failure = FieldProblem("", ImportRowErrors.of(failure))
        case .cells(let texts):
            for (text, column) in zip(texts, columns) {
                guard let field = column else { continue }
                let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
                guard !text.isEmpty else { continue }
                cells[field] = cells[field].map { "\($0)\n\(text)" } ?? text
            }
            if !texts.dropFirst(columns.count).allSatisfy({ $0.allSatisfy(\.isWhitespace) }) {
                failure = FieldProblem("", ImportRowErrors.tooManyCells)
            }
            if let text = cells[.createdAt] {
                createdAt = moment(text)
                if createdAt == nil {
                    failure = FieldProblem(
                        ImportField.createdAt.rawValue, ImportRowErrors.noTime(text))
                }
            }
        }
    }
}
