import CallRules
import GRDB

/// What a person decides about a lead status.
public struct LeadStatusDetails: Hashable, Sendable {
    /// 1…100 characters, unique.
    public var name = ""
    public var kind = LeadStatus.Kind.active
    /// 0…10000; nil when a status is made: the last place.
    public var position: Int?
    /// Making a status the default takes that from the other; it must be `active`.
    public var isDefault = false

    public init() {}
}

enum LeadStatusTable {
    static func find(_ id: LeadStatus.ID, _ db: Database) throws -> LeadStatus? {
        try Row.fetchOne(db, sql: "SELECT * FROM lead_status WHERE id = ?", arguments: [id.value])
            .map(row)
    }

    /// The default status.
    static func ofNewLeads(_ db: Database) throws -> LeadStatus? {
        try Row.fetchOne(db, sql: "SELECT * FROM lead_status WHERE is_default = 1").map(row)
    }

    static func row(_ row: Row) -> LeadStatus {
        LeadStatus(
            id: LeadStatus.ID(row["id"]), name: row["name"],
            kind: LeadStatus.Kind(rawValue: row["kind"]) ?? .junk, position: row["position"],
            isDefault: row["is_default"])
    }

    static func check(
        _ details: LeadStatusDetails, was old: LeadStatus?, _ db: Database
    ) throws {
        var checks = FieldChecks()
        checks.line("name", details.name, 1...100)
        if let position = details.position, !(0...10_000).contains(position) {
            checks.refuse("position", "must be from 0 to 10000")
        }
        if details.isDefault, details.kind != .active {
            checks.refuse("kind", "the status of new leads must be active")
        }
        if let old, old.isDefault, !details.isDefault {
            checks.refuse("is_default", "make another status the default instead")
        }
        try checks.throwIfAny()
        var conflicts: [FieldProblem] = []
        let taken = try SQLRequest<Int64>(
            literal: """
                SELECT id FROM lead_status
                WHERE name = \(details.name) AND id <> \(old?.id.value ?? 0)
                """
        ).fetchOne(db)
        if taken != nil { conflicts.append(FieldProblem("name", "another status has this name")) }
        if let old, details.kind != .active {
            conflicts += try SettingTable.keys(naming: old.id, db)
                .map { FieldProblem("kind", "settings.\($0) needs an active status") }
        }
        if !conflicts.isEmpty { throw Refusal.conflict(conflicts) }
    }
}

extension Store {
    public func leadStatus(_ id: LeadStatus.ID) throws(StoreError) -> LeadStatus? {
        try read { try LeadStatusTable.find(id, $0) }
    }

    /// Statuses by position.
    public func leadStatuses(_ page: PageRequest) throws(StoreError) -> Page<LeadStatus> {
        try read { db in
            var conditions: [SQL] = []
            if let after = page.after {
                conditions.append("(position, id) > (\(after.rank ?? 0), \(after.id))")
            }
            let rows = try SQLRequest<Row>(
                literal: """
                    SELECT * FROM lead_status WHERE \(conditions.allHold)
                    ORDER BY position, id LIMIT \(page.limit + 1)
                    """
            ).fetchAll(db).map(LeadStatusTable.row)
            return Page(rows, limit: page.limit) {
                Cursor(rank: Int64($0.position), id: $0.id.value)
            }
        }
    }

    public func createLeadStatus(
        _ details: LeadStatusDetails
    ) throws(StoreError) -> SaveOutcome<LeadStatus> {
        try save { db in
            try LeadStatusTable.check(details, was: nil, db)
            if details.isDefault { try db.execute(sql: "UPDATE lead_status SET is_default = 0") }
            try db.execute(
                sql: """
                    INSERT INTO lead_status (name, kind, position, is_default) VALUES (?, ?,
                        coalesce(?, (SELECT coalesce(max(position), -1) + 1 FROM lead_status)), ?)
                    """,
                arguments: [
                    details.name, details.kind.rawValue, details.position, details.isDefault,
                ])
            return try Store.status(LeadStatus.ID(db.lastInsertedRowID), db)
        }
    }

    /// Changes what `change` changes.
    public func updateLeadStatus(
        _ id: LeadStatus.ID, _ change: @escaping (inout LeadStatusDetails) -> Void
    ) throws(StoreError) -> SaveOutcome<LeadStatus> {
        try save { db in
            let old = try Store.status(id, db)
            var details = LeadStatusDetails()
            details.name = old.name
            details.kind = old.kind
            details.position = old.position
            details.isDefault = old.isDefault
            change(&details)
            try LeadStatusTable.check(details, was: old, db)
            if details.isDefault { try db.execute(sql: "UPDATE lead_status SET is_default = 0") }
            try db.execute(
                sql: """
                    UPDATE lead_status SET name = ?, kind = ?, position = ?, is_default = ?
                    WHERE id = ?
                    """,
                arguments: [
                    details.name, details.kind.rawValue, details.position ?? old.position,
                    details.isDefault, id.value,
                ])
            return try Store.status(id, db)
        }
    }

    /// Refused for the default status, and while leads or settings use it.
    public func deleteLeadStatus(_ id: LeadStatus.ID) throws(StoreError) -> DeleteOutcome {
        try delete(from: "lead_status", id: id.value) { db in
            var places = try SettingTable.keys(naming: id, db)
                .map { FieldProblem("settings.\($0)", "names this status") }
            let isUsed = try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM lead WHERE status_id = ?)",
                arguments: [id.value])
            if isUsed == true { places.append(FieldProblem("leads", "a lead has this status")) }
            if try LeadStatusTable.find(id, db)?.isDefault == true {
                places.append(FieldProblem("is_default", "new leads start in this status"))
            }
            return places
        }
    }

    private static func status(_ id: LeadStatus.ID, _ db: Database) throws -> LeadStatus {
        guard let row = try LeadStatusTable.find(id, db) else { throw Refusal.missing }
        return row
    }
}
