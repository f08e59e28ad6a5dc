import CallRules
import GRDB

/// The editable fields of a lead source.
package struct LeadSourceDetails: Hashable, Sendable {
    /// 1…100 characters, unique.
    package var name = ""
    /// 0…10000; nil for a new source: the last place.
    package var position: Int?

    package init() {}
}

extension LeadSource: OrderedListItem {
    package typealias Details = LeadSourceDetails
}

extension LeadSource: StoredListItem {
    static let list = OrderedListTable(
        table: "lead_source", leadColumn: "source_id", noun: .source, nameField: "source",
        action: .leadSourcesChanged, listSubject: "lead-sources", rowSubject: "lead-source")

    init(_ row: Row) {
        self.init(id: row["id"], name: row["name"], position: row["position"])
    }

    var details: LeadSourceDetails {
        var details = LeadSourceDetails()
        details.name = name
        details.position = position
        return details
    }

    var shown: String { "\(id.value) \(name)" }

    static func name(_ details: LeadSourceDetails) -> String { details.name }
    static func position(_ details: LeadSourceDetails) -> Int? { details.position }

    static func check(
        _ details: LeadSourceDetails, was old: LeadSource?, _ db: Database
    ) throws {
        try list.check(name: details.name, position: details.position).throwIfAny()
        let conflicts = try list.conflicts(name: details.name, id: old?.id.value, db)
        if !conflicts.isEmpty { throw Refusal.conflict(conflicts) }
    }

    static func write(
        _ details: LeadSourceDetails, id: LeadSource.ID?, position: Int, _ db: Database
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO lead_source (id, name, position) VALUES (?, ?, ?)
                ON CONFLICT (id) DO UPDATE
                SET name = excluded.name, position = excluded.position
                """,
            arguments: [id, details.name, position])
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
