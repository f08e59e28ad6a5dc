import CSVText
import CallRules
import Imports
import JSONText
import Store

/// An export of clients or leads as a file. Rows are read page by page, so that a slow reader does
/// not keep a read transaction open.
package struct Export: Sendable {
    /// The format of the file. The raw values are used in addresses and by the command.
    package enum Format: String, CaseIterable, Sendable {
        /// For spreadsheets and imports. The headings are in the language of the export.
        case csv
        /// A workbook of Excel and LibreOffice. The headings are in the language of the export.
        case xlsx
        /// A JSON list of the objects that the JSON API returns.
        case json

        var contentType: String {
            switch self {
            case .csv: CSVText.contentType
            case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            case .json: "application/json"
            }
        }
    }

    private let kind: ImportKind
    private let format: Format
    private let query: ContactsQuery?
    private let language: Language
    private let store: Store
    private let viewer: Viewer

    /// Exports all rows.
    package init(_ kind: ImportKind, as format: Format, language: Language, from store: Store) {
        self.init(
            kind, as: format, narrowedBy: nil, seenBy: .program, language: language, from: store)
    }

    /// Exports the rows that a list page shows.
    ///
    /// - Parameter query: the filter of the list page; nil: all rows.
    init(
        _ kind: ImportKind, as format: Format, narrowedBy query: ContactsQuery?,
        seenBy viewer: Viewer, language: Language, from store: Store
    ) {
        self.viewer = viewer
        self.kind = kind
        self.format = format
        self.query = query
        self.language = language
        self.store = store
    }

    /// Writes the file in pieces, one for each 200 rows.
    ///
    /// - Throws: `StoreError`, and the errors of `write`.
    package func write(_ write: ([UInt8]) throws -> Void) throws {
        let directory = try store.importDirectory()
        let settings = store.settings.settings
        let name = kind == .clients ? CommonStrings.clients : CommonStrings.leads
        var file = ExportFile(
            format, name: name.text(language),
            head: kind.fields.map { ImportHeading.name($0).text(language) },
            Localizer(language, timezone: settings.timezone, now: Instant(milliseconds: 0)))
        switch kind {
        case .clients:
            let filter = query?.clients ?? ClientFilter()
            try eachPage({ try store.clients(filter, $0, seenBy: viewer) }) { page in
                for client in page { file.add(client.cells(directory), .object(client.members)) }
                try write(file.take())
            }
        case .leads:
            let filter = query?.leads ?? LeadFilter()
            try eachPage({ try store.leads(filter, $0, seenBy: viewer) }) { page in
                for lead in page { file.add(lead.cells(directory), .object(lead.members)) }
                try write(file.take())
            }
        }
        try write(file.end())
    }

    private func eachPage<Row>(
        _ read: (Pagination) throws -> Page<Row>, _ body: ([Row]) throws -> Void
    ) throws {
        var after: Cursor?
        repeat {
            let page = try read(Pagination(limit: Pagination.limits.upperBound, after: after))
            try body(page.items)
            after = page.next
        } while after != nil
    }
}

extension ClientRow {
    /// The cells of a CSV row, in the order of `ImportKind.fields`.
    fileprivate func cells(_ directory: ImportDirectory) -> [ExportCell] {
        [
            .number(Int(id.value)), .text(details.externalID ?? ""), .text(details.name),
            .text(details.company ?? ""), .phones(details.phones),
            .text(details.adminIDs.map(directory.label).joined(separator: ", ")),
        ]
    }
}

extension LeadRow {
    /// The cells of a CSV row, in the order of `ImportKind.fields`.
    fileprivate func cells(_ directory: ImportDirectory) -> [ExportCell] {
        [
            .number(Int(id.value)), .text(details.externalID ?? ""), .text(details.name),
            .phones(details.phones),
            .text(details.statusID.flatMap(directory.label) ?? ""),
            .text(details.sourceID.flatMap(directory.label) ?? ""),
            .text(details.responsibleID.map(directory.label) ?? ""),
            // As an import reads it, to the millisecond.
            .text(Timestamp.text(createdAt)),
        ]
    }
}

extension PhoneNumber {
    /// The number for a spreadsheet, which takes a `+` for a formula: its digits alone, if they are read as
    /// the same number; nil: it has no E.164 form.
    var cell: String? {
        e164.map { e164 in
            let digits = String(e164.dropFirst())
            return PhoneNumber(digits).e164 == e164 ? digits : e164
        }
    }
}
