import CallRules
import GRDB

/// What a person decides about a lead source.
public struct LeadSourceDetails: Hashable, Sendable {
    /// 1…100 characters, unique.
    public var name = ""
    /// 0…10000; nil when a source is made: the last place.
    public var position: Int?

    public init() {}
}

enum LeadSourceTable {
    static func find(_ id: LeadSource.ID, _ db: Database) throws -> LeadSource? {
        try Row.fetchOne(db, sql: "SELECT * FROM lead_source WHERE id = ?", arguments: [id.value])
            .map(row)
    }

    static func row(_ row: Row) -> LeadSource {
        LeadSource(id: LeadSource.ID(row["id"]), name: row["name"], position: row["position"])
    }

    static func exists(_ id: LeadSource.ID, _ db: Database) throws -> Bool {
        try find(id, db) != nil
    }

    static func check(
        _ details: LeadSourceDetails, is id: LeadSource.ID?, _ db: Database
    ) throws {
        var checks = FieldChecks()
        checks.line("name", details.name, 1...100)
        if let position = details.position, !(0...10_000).contains(position) {
            checks.refuse("position", "must be from 0 to 10000")
        }
        try checks.throwIfAny()
        let taken = try SQLRequest<Int64>(
            literal: """
                SELECT id FROM lead_source WHERE name = \(details.name) AND id <> \(id?.value ?? 0)
                """
        ).fetchOne(db)
        if taken != nil {
            throw Refusal.conflict([FieldProblem("name", "another source has this name")])
        }
    }
}

extension Store {
    public func leadSource(_ id: LeadSource.ID) throws(StoreError) -> LeadSource? {
        try read { try LeadSourceTable.find(id, $0) }
    }

    /// Sources by position.
    public func leadSources(_ page: PageRequest) throws(StoreError) -> Page<LeadSource> {
        try read { db in
            var conditions: [SQL] = []
            if let after = page.after {
                conditions.append("(position, id) > (\(after.rank ?? 0), \(after.id))")
            }
            let rows = try SQLRequest<Row>(
                literal: """
                    SELECT * FROM lead_source WHERE \(conditions.allHold)
                    ORDER BY position, id LIMIT \(page.limit + 1)
                    """
            ).fetchAll(db).map(LeadSourceTable.row)
            return Page(rows, limit: page.limit) {
                Cursor(rank: Int64($0.position), id: $0.id.value)
            }
        }
    }

    public func createLeadSource(
        _ details: LeadSourceDetails
    ) throws(StoreError) -> SaveOutcome<LeadSource> {
        try save { db in
            try LeadSourceTable.check(details, is: nil, db)
            try db.execute(
                sql: """
                    INSERT INTO lead_source (name, position) VALUES (?,
                        coalesce(?, (SELECT coalesce(max(position), -1) + 1 FROM lead_source)))
                    """,
                arguments: [details.name, details.position])
            return try Store.source(LeadSource.ID(db.lastInsertedRowID), db)
        }
    }

    /// Changes what `change` changes.
    public func updateLeadSource(
        _ id: LeadSource.ID, _ change: @escaping (inout LeadSourceDetails) -> Void
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
            return try Store.source(id, db)
        }
    }

    /// Refused while leads or settings use it.
    public func deleteLeadSource(_ id: LeadSource.ID) throws(StoreError) -> DeleteOutcome {
        try delete(from: "lead_source", id: id.value) { db in
            var places = try SettingTable.keys(naming: id, db)
                .map { FieldProblem("settings.\($0)", "names this source") }
            let isUsed = try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM lead WHERE source_id = ?)",
                arguments: [id.value])
            if isUsed == true { places.append(FieldProblem("leads", "a lead has this source")) }
            return places
        }
    }

    private static func source(_ id: LeadSource.ID, _ db: Database) throws -> LeadSource {
        guard let row = try LeadSourceTable.find(id, db) else { throw Refusal.missing }
        return row
    }
}
