import CallRules
import GRDB

/// What a person decides about a lead source.
package struct LeadSourceDetails: Hashable, Sendable {
    /// 1…100 characters, unique.
    package var name = ""
    /// 0…10000; nil when a source is made: the last place.
    package var position: Int?

    package init() {}
}

enum LeadSourceTable {
    static let arranged = OrderedListTable(
        table: "lead_source", leadColumn: "source_id", noun: .source)

    static func find(_ id: LeadSource.ID, _ db: Database) throws -> LeadSource? {
        try arranged.find(id.value, db).map(row)
    }

    static func row(_ row: Row) -> LeadSource {
        LeadSource(id: LeadSource.ID(row["id"]), name: row["name"], position: row["position"])
    }

    static func exists(_ id: LeadSource.ID, _ db: Database) throws -> Bool {
        try find(id, db) != nil
    }

    static func insert(_ name: String, position: Int, _ db: Database) throws {
        try db.execute(
            sql: "INSERT INTO lead_source (name, position) VALUES (?, ?)",
            arguments: [name, position])
    }

    static func check(
        _ details: LeadSourceDetails, is id: LeadSource.ID?, _ db: Database
    ) throws {
        try arranged.check(name: details.name, position: details.position).throwIfAny()
        let conflicts = try arranged.conflicts(name: details.name, id: id?.value, db)
        if !conflicts.isEmpty { throw Refusal.conflict(conflicts) }
    }
}

extension Store {
    package func leadSource(_ id: LeadSource.ID) throws(StoreError) -> LeadSource? {
        try read { try LeadSourceTable.find(id, $0) }
    }

    /// Sources by position.
    package func leadSources(_ page: Pagination) throws(StoreError) -> Page<LeadSource> {
        try read { try LeadSourceTable.arranged.page(page, $0, LeadSourceTable.row) }
    }

    package func createLeadSource(
        _ details: LeadSourceDetails, by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<LeadSource> {
        try save { db in
            try LeadSourceTable.check(details, is: nil, db)
            try LeadSourceTable.insert(
                details.name,
                position: details.position ?? LeadSourceTable.arranged.lastPosition(db), db)
            let id = LeadSource.ID(db.lastInsertedRowID)
            try AuditTable.insert(
                .leadSourcesChanged, by: author, to: "lead-source/\(id.value)", at: now, db)
            return try Store.source(id, db)
        }
    }

    /// Changes what `change` changes.
    package func updateLeadSource(
        _ id: LeadSource.ID, by author: Author, at now: Instant,
        _ change: @escaping (inout LeadSourceDetails) -> Void
    ) throws(StoreError) -> SaveOutcome<LeadSource> {
        try save { db in
            let old = try Store.source(id, db)
            var details = LeadSourceDetails()
            details.name = old.name
            details.position = old.position
            change(&details)
            try LeadSourceTable.check(details, is: id, db)
            try db.execute(
                sql: "UPDATE lead_source SET name = ?, position = ? WHERE id = ?",
                arguments: [details.name, details.position ?? old.position, id.value])
            let new = try Store.source(id, db)
            if new != old {
                try AuditTable.insert(
                    .leadSourcesChanged, by: author, to: "lead-source/\(id.value)", at: now, db)
            }
            return new
        }
    }

    /// Refused while leads or settings use it.
    package func deleteLeadSource(
        _ id: LeadSource.ID, by author: Author, at now: Instant
    ) throws(StoreError) -> DeleteOutcome {
        let entry = DeletionEntry(
            action: .leadSourcesChanged, subject: "lead-source/\(id.value)", author: author, at: now
        )
        return try delete(from: "lead_source", id: id.value, entry: entry) { db in
            try LeadSourceTable.arranged.uses(
                of: id.value, settings: SettingTable.keys(naming: id, db), db)
        }
    }

    private static func source(_ id: LeadSource.ID, _ db: Database) throws -> LeadSource {
        guard let row = try LeadSourceTable.find(id, db) else { throw Refusal.missing }
        return row
    }
}
