import CSVText
import CallRules
import Foundation
import Store

/// A file of clients or leads, read piece by piece as often as needed.
package struct ImportSource: Sendable {
    /// So much is read at once, in bytes.
    private static let pieceLength = 1 << 16

    /// The next piece of a reading; nil at the end.
    private typealias Pieces = () throws -> [UInt8]?

    private let pieces: @Sendable () throws -> Pieces

    /// A file on the disk; nil when it is not there.
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

    /// What has just been sent.
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

    /// The heading and the first rows.
    ///
    /// - Returns: nil when the file has no heading that can be read.
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

    /// How many rows there are below the heading, without empty ones.
    package func countRows() throws -> Int {
        var count = 0
        try eachRow(try form()) { _ in
            count += 1
            return true
        }
        return max(0, count - 1)
    }

    /// What a file looks like.
    package struct Head: Sendable {
        package let form: CSVForm
        package let heading: [String]
        /// Its first rows below the heading; shorter or longer ones as they are.
        package let sample: [[String]]
    }

    /// Hands on the rows below the heading until the file is over or `body` returns false.
    ///
    /// - Parameters:
    ///   - columns: what each column is.
    ///   - moment: reads a time as people type it.
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

    /// Rows in which nothing stands are none.
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
    /// The cells of a row under the names of their columns.
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
