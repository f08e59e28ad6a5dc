import CSVText
import CallRules
import Imports
import JSONText
import Store

/// Everything of one kind as a file, piece by piece: a page of rows is read, written and let go of, so that
/// no slow reader holds up the database.
package struct Export: Sendable {
    /// What the file is; the raw values are asked for in addresses and at the command.
    package enum Format: String, CaseIterable, Sendable {
        /// For spreadsheets and for an import; headings in the language asked for.
        case csv
        /// A list of what the JSON API has of each.
        case json

        var contentType: String {
            switch self {
            case .csv: CSVText.contentType
            case .json: "application/json"
            }
        }
    }

    private let kind: ImportKind
    private let format: Format
    private let query: ContactsQuery?
    private let language: Language
    private let store: Store

    /// Everybody.
    package init(_ kind: ImportKind, as format: Format, language: Language, from store: Store) {
        self.init(kind, as: format, narrowedBy: nil, language: language, from: store)
    }

    /// - Parameter query: as on the page of the list; nil: everybody.
    init(
        _ kind: ImportKind, as format: Format, narrowedBy query: ContactsQuery?,
        language: Language, from store: Store
    ) {
        self.kind = kind
        self.format = format
        self.query = query
        self.language = language
        self.store = store
    }

    /// Writes the file.
    ///
    /// - Throws: `StoreError`, and what `write` throws.
    package func write(_ write: ([UInt8]) throws -> Void) throws {
        let directory = try store.importDirectory()
        var file = ExportFile(
            format, head: kind.fields.map { ImportHeading.name($0).text(language) })
        switch kind {
        case .clients:
            let filter = query?.clients ?? ClientFilter()
            try eachPage({ try store.clients(filter, $0) }) { page in
                for client in page { file.add(client.cells(directory), .object(client.members)) }
                try write(file.take())
            }
        case .leads:
            let filter = query?.leads ?? LeadFilter()
            try eachPage({ try store.leads(filter, $0) }) { page in
                for lead in page { file.add(lead.cells(directory), JSON(lead)) }
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
    /// In the order of `ImportKind.fields`.
    fileprivate func cells(_ directory: ImportDirectory) -> [String] {
        [
            "\(id.value)", details.externalID ?? "", details.name, details.company ?? "",
            details.phones.cell, details.adminIDs.map(directory.label).joined(separator: ", "),
        ]
    }
}

extension LeadRow {
    /// In the order of `ImportKind.fields`.
    fileprivate func cells(_ directory: ImportDirectory) -> [String] {
        [
            "\(id.value)", details.externalID ?? "", details.name, details.phones.cell,
            details.statusID.flatMap(directory.label) ?? "",
            details.sourceID.flatMap(directory.label) ?? "",
            details.responsibleID.map(directory.label) ?? "", Timestamp.text(createdAt),
        ]
    }
}

extension [PhoneNumber] {
    fileprivate var cell: String { compactMap(\.e164).joined(separator: ", ") }
}
