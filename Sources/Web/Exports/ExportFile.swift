import CSVText
import JSONText

/// A file of rows in either format, as far as it is written.
struct ExportFile {
    private enum Content {
        case csv(CSVWriter)
        /// The text so far; whether a row was written yet.
        case json([UInt8], hasRows: Bool)
    }

    private var content: Content

    /// - Parameter head: the heading of a file that has one.
    init(_ format: Export.Format, head: [String]) {
        switch format {
        case .csv:
            var writer = CSVWriter()
            writer.write(head)
            content = .csv(writer)
        case .json: content = .json(Array("[".utf8), hasRows: false)
        }
    }

    /// - Parameters:
    ///   - cells: the row under the heading.
    ///   - value: the same row in JSON.
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

    /// What was written since the last piece.
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

    /// The last piece.
    mutating func end() -> [UInt8] {
        if case .json(let text, let hasRows) = content {
            content = .json(text + Array("\n]\n".utf8), hasRows: hasRows)
        }
        return take()
    }
}
