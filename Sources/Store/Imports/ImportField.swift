import CallRules

/// Content of a file; the raw values are stored and are the command's arguments.
package enum ImportKind: String, CaseIterable, Sendable {
    case clients, leads

    /// The columns of an export, in their order.
    package var fields: [ImportField] {
        switch self {
        case .clients: [.id, .externalID, .name, .company, .phones, .admins]
        case .leads:
            [.id, .externalID, .name, .phones, .status, .source, .responsible, .createdAt]
        }
    }

    /// The meanings a column of a file may have: those of an export, and the parts of a name.
    package var columnFields: [ImportField] {
        fields.flatMap { $0 == .name ? [$0] + ImportField.nameParts : [$0] }
    }
}

/// Meaning of a column; the raw values are stored and are the command's arguments.
package enum ImportField: String, CaseIterable, Sendable {
    /// Our own id, as our export writes it.
    case id
    /// The CRM's id.
    case externalID = "external_id"
    case name
    /// The parts of a name, of which it is made where the name itself is missing.
    case givenName = "given_name"
    case middleName = "middle_name"
    case familyName = "family_name"
    case company
    /// Phones; a file may have several such columns.
    case phones
    /// The admins of a client, in order.
    case admins
    case status
    case source
    /// The responsible employee of a lead.
    case responsible
    /// Creation time of a lead; used for new leads only.
    case createdAt = "created_at"

    /// In the order in which they are asked for.
    package static let nameParts: [ImportField] = [.givenName, .middleName, .familyName]
}

/// A parsed row of a file.
package struct ImportRow: Hashable, Sendable {
    /// The line of the file it begins on, from 1.
    package let line: Int
    /// The trimmed cells, without empty ones. Several columns of phones become one text with a line each.
    package var cells: [ImportField: String]
    /// The parsed `created_at`; nil: the row has none.
    package var createdAt: Instant?
    /// Why the row could not be parsed, so that it is skipped; nil: it was parsed.
    package var failure: FieldProblem?

    package init(line: Int, cells: [ImportField: String] = [:]) {
        self.line = line
        self.cells = cells
    }
}

/// Reason why a row was skipped.
package struct ImportRowError: Hashable, Sendable {
    /// The line of the file, from 1.
    package let line: Int
    /// The field is the raw value of an `ImportField`, or empty: the row as a whole.
    package let problem: FieldProblem
}
