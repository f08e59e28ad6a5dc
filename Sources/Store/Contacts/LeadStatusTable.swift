import CallRules
import GRDB

/// What a person decides about a lead status.
package struct LeadStatusDetails: Hashable, Sendable {
    /// 1…100 characters, unique.
    package var name = ""
    package var kind = LeadStatus.Kind.active
    /// 0…10000; nil when a status is made: the last place.
    package var position: Int?
    /// Making a status the default takes that from the other; it must be `active`.
    package var isDefault = false

    package init() {}
}

enum LeadStatusTable {
    static let arranged = OrderedListTable(
        table: "lead_status", leadColumn: "status_id", noun: .status)

    static func find(_ id: LeadStatus.ID, _ db: Database) throws -> LeadStatus? {
        try arranged.find(id.value, db).map(row)
    }

    /// The default status.
    static func ofNewLeads(_ db: Database) throws -> LeadStatus? {
        try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM lead_status WHERE is_default = 1"))
            .map(row)
    }

    static func row(_ row: Row) throws -> LeadStatus {
        LeadStatus(
            id: LeadStatus.ID(row["id"]), name: row["name"], kind: try row.code("kind"),
            position: row["position"],
            isDefault: row["is_default"])
    }

    static func insert(_ details: LeadStatusDetails, position: Int, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO lead_status (name, kind, position, is_default) VALUES (?, ?, ?, ?)
                """,
            arguments: [details.name, details.kind.rawValue, position, details.isDefault])
    }

    static func check(
        _ details: LeadStatusDetails, was old: LeadStatus?, _ db: Database
    ) throws {
        var checks = arranged.check(name: details.name, position: details.position)
        if details.isDefault, details.kind != .active {
            checks.refuse("kind", ValidationMessage.newLeadsNeedActive)
        }
        if let old, old.isDefault, !details.isDefault {
            checks.refuse("is_default", ValidationMessage.anotherDefault)
        }
        try checks.throwIfAny()
        var conflicts = try arranged.conflicts(name: details.name, id: old?.id.value, db)
        if let old, details.kind != .active {
            conflicts += try SettingTable.keys(naming: old.id, db)
                .map { FieldProblem("kind", ValidationMessage.settingNeedsActive($0)) }
        }
        if !conflicts.isEmpty { throw Refusal.conflict(conflicts) }
    }
}

extension Store {
    package func leadStatus(_ id: LeadStatus.ID) throws(StoreError) -> LeadStatus? {
        try read { try LeadStatusTable.find(id, $0) }
    }

    /// Statuses by position.
    package func leadStatuses(_ page: Pagination) throws(StoreError) -> Page<LeadStatus> {
        try read { try LeadStatusTable.arranged.page(page, $0, LeadStatusTable.row) }
    }

    package func createLeadStatus(
        _ details: LeadStatusDetails, by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<LeadStatus> {
        try save { db in
            try LeadStatusTable.check(details, was: nil, db)
            if details.isDefault { try db.execute(sql: "UPDATE lead_status SET is_default = 0") }
            try LeadStatusTable.insert(
                details, position: details.position ?? LeadStatusTable.arranged.lastPosition(db),
                db)
            let id = LeadStatus.ID(db.lastInsertedRowID)
            try AuditTable.insert(
                .leadStatusesChanged, by: author, to: "lead-status/\(id.value)", at: now, db)
            return try Store.status(id, db)
        }
    }

    /// Changes what `change` changes.
    package func updateLeadStatus(
        _ id: LeadStatus.ID, by author: Author, at now: Instant,
        _ change: @escaping (inout LeadStatusDetails) -> Void
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
            let new = try Store.status(id, db)
            if new != old {
                try AuditTable.insert(
                    .leadStatusesChanged, by: author, to: "lead-status/\(id.value)", at: now, db)
            }
            return new
        }
    }

    /// Refused for the default status, and while leads or settings use it.
    package func deleteLeadStatus(
        _ id: LeadStatus.ID, by author: Author, at now: Instant
    ) throws(StoreError) -> DeleteOutcome {
        let entry = DeletionEntry(
            action: .leadStatusesChanged, subject: "lead-status/\(id.value)", author: author,
            at: now)
        return try delete(from: "lead_status", id: id.value, entry: entry) { db in
            var places = try LeadStatusTable.arranged.uses(
                of: id.value, settings: SettingTable.keys(naming: id, db), db)
            if try LeadStatusTable.find(id, db)?.isDefault == true {
                places.append(FieldProblem("is_default", ValidationMessage.isDefault))
            }
            return places
        }
    }

    private static func status(_ id: LeadStatus.ID, _ db: Database) throws -> LeadStatus {
        guard let row = try LeadStatusTable.find(id, db) else { throw Refusal.missing }
        return row
    }
}
