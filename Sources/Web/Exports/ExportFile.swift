import CSVText
import JSONText

/// Writes a file of rows as CSV or JSON.
struct ExportFile {
    private enum Content {
        case csv(CSVWriter)
        /// The text since the last piece, and whether a row was written before.
        case json([UInt8], hasRows: Bool)
    }

    private var content: Content

    /// - Parameter head: the row of headings; not used for JSON.
    init(_ format: Export.Format, head: [String]) {
        switch format {
        case .csv:
            var writer = CSVWriter()
            writer.write(head)
            content = .csv(writer)
        case .json: content = .json(Array("[".utf8), hasRows: false)
        }
    }

    /// Adds a row.
    ///
    /// - Parameters:
    ///   - cells: the row for CSV.
    ///   - value: the same row for JSON.
    mutating func add(_ cells: @autoclosure () -> [String], _ value: @autoclosure () -> JSON) {
        switch content {
        case .csv(var writer):
            writer.write(cells())
            content = .csv(writer)
        case .json(let text, let hasRows):
            let separator = Array((hasRows ? ",\n" : "\n").utf8)
            content = .json(text + separator + value().bytes, hasRows: true)
        }
    }

    /// Returns what was written since the last piece.
    mutating func take() -> [UInt8] {
        switch content {
        case .csv(var writer):
            defer { content = .csv(writer) }
            return writer.take()
        case .json(let text, let hasRows):
            content = .json([], hasRows: hasRows)
            return text
        }
    }

    /// Ends the file and returns its last piece.
    mutating func end() -> [UInt8] {
        if case .json(let text, let hasRows) = content {
            content = .json(text + Array("\n]\n".utf8), hasRows: hasRows)
        }
        return take()
    }
}
