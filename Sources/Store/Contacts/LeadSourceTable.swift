import CallRules
import GRDB

/// The editable fields of a lead source.
package typealias LeadSourceDetails = NamedItemDetails

extension LeadSource: NamedListItem {
    package typealias Details = LeadSourceDetails
}

extension LeadSource: StoredNamedItem {
    static let list = OrderedListTable(
        table: "lead_source", user: .leads("source_id"), noun: .source, nameField: "source",
        action: .leadSourcesChanged, listSubject: "lead-sources", rowSubject: "lead-source")

    static func deletionProblems(_ id: LeadSource.ID, _ db: Database) throws -> [FieldProblem] {
        try LineTable.naming({ $0.names(id) }, db)
            .map { FieldProblem("lines.\($0.id.value)", ValidationMessage.namesIt($0)) }
    }

    static func settings(naming id: LeadSource.ID, _ db: Database) throws -> [String] {
        try SettingTable.keys(naming: id, db)
    }
}

extension Store {
    /// The source with this id; nil: there is none.
    package func leadSource(_ id: LeadSource.ID) throws(StoreError) -> LeadSource? {
        try find(id)
    }

    /// Sources by position.
    package func leadSources(_ page: Pagination) throws(StoreError) -> Page<LeadSource> {
        try list(page)
    }

    /// - Parameter author: for the audit.
    package func createLeadSource(
        _ details: LeadSourceDetails, by author: Author, at now: Instant,
        keeping: AnswerKeeping<LeadSource>? = nil
    ) throws(StoreError) -> SaveOutcome<LeadSource> {
        try create(LeadSource.self, details, by: author, at: now, keeping: keeping)
    }

    /// Applies `change`.
    ///
    /// - Parameter author: for the audit.
    package func updateLeadSource(
        _ id: LeadSource.ID, if condition: Precondition = .none, by author: Author,
        at now: Instant,
        _ change: @escaping (inout LeadSourceDetails) -> Void
    ) throws(StoreError) -> SaveOutcome<LeadSource> {
        try update(LeadSource.self, id, if: condition, by: author, at: now, change)
    }

    /// Refused while leads or settings use it.
    ///
    /// - Parameter author: for the audit.
    package func deleteLeadSource(
        _ id: LeadSource.ID, if condition: Precondition = .none, by author: Author,
        at now: Instant
    ) throws(StoreError) -> DeleteOutcome {
        try delete(LeadSource.self, id, if: condition, by: author, at: now)
    }

    /// The version of a row, which grows with each change; nil: there is no such row.
    package func version(of id: LeadSource.ID) throws(StoreError) -> Int64? {
        try version(of: LeadSource.self, id)
    }
}
