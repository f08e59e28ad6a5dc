import CallRules

/// What a file is about; the raw values are stored and typed at the command.
package enum ImportKind: String, CaseIterable, Sendable {
    case clients, leads

    /// What a column of such a file may be, in the order an export has them.
    package var fields: [ImportField] {
        switch self {
        case .clients: [.id, .externalID, .name, .company, .phones, .admins]
        case .leads:
            [.id, .externalID, .name, .phones, .status, .source, .responsible, .createdAt]
        }
    }
}

/// What a column of a file may be; the raw values are stored and typed at the command.
package enum ImportField: String, CaseIterable, Sendable {
    /// Our own id, as our export writes it.
    case id
    /// The CRM's id.
    case externalID = "external_id"
    case name
    case company
    /// One number or several; a file may have several such columns.
    case phones
    /// Whoever is responsible for a client, in order.
    case admins
    case status
    case source
    /// Whoever is responsible for a lead.
    case responsible
    /// When a lead was made; counts for new ones only.
    case createdAt = "created_at"
}

/// A row of a file, before anybody looks what it would change.
package struct ImportRow: Hashable, Sendable {
    /// The line of the file it begins on, from 1.
    package let line: Int
    /// What stands in the columns, trimmed; an empty cell is not there. Several columns of
    /// phones are one text of several lines.
    package var cells: [ImportField: String]
    /// `created_at`, read.
    package var createdAt: Instant?
    /// Why the row could not even be read; nothing is looked at then.
    package var failure: FieldProblem?

    package init(line: Int, cells: [ImportField: String] = [:]) {
        self.line = line
        self.cells = cells
    }
}

/// Why a row was left out.
package struct ImportRowError: Hashable, Sendable {
    /// The line of the file, from 1.
    package let line: Int
    /// The field is the raw value of an `ImportField`, or empty: the row as a whole.
    package let problem: FieldProblem
}
