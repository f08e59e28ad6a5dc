import CSVText
import JSONText

/// Writes a file of rows as CSV, as a workbook or as JSON.
struct ExportFile {
    private enum Content {
        case csv(CSVWriter)
        case workbook(Workbook)
        /// The text since the last piece, and whether a row was written before.
        case json([UInt8], hasRows: Bool)
    }

    private var content: Content
    private let localize: Localizer

    /// - Parameters:
    ///   - name: of the sheet of a workbook.
    ///   - head: the row of headings; not used for JSON.
    ///   - localize: how times are written.
    init(_ format: Export.Format, name: String, head: [String], _ localize: Localizer) {
        self.localize = localize
        switch format {
        case .csv:
            var writer = CSVWriter()
            writer.write(head)
            content = .csv(writer)
        case .xlsx:
            content = .workbook(
                Workbook(
                    name, head: head, language: localize.language, clock: localize.companyClock))
        case .json: content = .json(Array("[".utf8), hasRows: false)
        }
    }

    /// Adds a row.
    ///
    /// - Parameters:
    ///   - cells: the row for spreadsheets.
    ///   - value: the same row for JSON.
    mutating func add(
        _ cells: @autoclosure () -> [ExportCell], _ value: @autoclosure () -> JSON
    ) {
        switch content {
        case .csv(var writer):
            writer.write(cells().map { $0.csv(localize) })
            content = .csv(writer)
        case .workbook(var workbook):
            workbook.add(cells())
            content = .workbook(workbook)
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
        case .workbook(var workbook):
            defer { content = .workbook(workbook) }
            return workbook.take()
        case .json(let text, let hasRows):
            content = .json([], hasRows: hasRows)
            return text
        }
    }

    /// Ends the file and returns its last piece.
    mutating func end() -> [UInt8] {
        switch content {
        case .csv: break
        case .workbook(var workbook):
            workbook.end()
            content = .workbook(workbook)
        case .json(let text, let hasRows):
            content = .json(text + Array("\n]\n".utf8), hasRows: hasRows)
        }
        return take()
    }
}
