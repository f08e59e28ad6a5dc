import CallRules
import GRDB

/// The editable fields of a lead status.
package struct LeadStatusDetails: Hashable, Sendable {
    /// 1…100 characters, unique.
    package var name = ""
    package var kind = LeadStatus.Kind.active
    /// 0…10000; nil for a new status: the last place.
    package var position: Int?
    /// The default must be `active`; setting it clears it on the former default.
    package var isDefault = false

    package init() {}
}

extension LeadStatus: OrderedListItem {
    package typealias Details = LeadStatusDetails
}

extension LeadStatus: StoredListItem {
    static let list = OrderedListTable(
        table: "lead_status", user: .leads("status_id"), noun: .status, nameField: "name",
        action: .leadStatusesChanged, listSubject: "lead-statuses", rowSubject: "lead-status")

    init(_ row: Row) throws(UnknownCode) {
        self.init(
            id: row["id"], name: row["name"], kind: try row.code("kind"),
            position: row["position"], isDefault: row["is_default"])
    }

    var details: LeadStatusDetails {
        var details = LeadStatusDetails()
        details.name = name
        details.kind = kind
        details.position = position
        details.isDefault = isDefault
        return details
    }

    var shown: String { "\(id.value) \(kind) \(isDefault) \(name)" }

    static func name(_ details: LeadStatusDetails) -> String { details.name }
    static func position(_ details: LeadStatusDetails) -> Int? { details.position }

    /// The default status; nil only in a database that was edited by hand.
    static func ofNewLeads(_ db: Database) throws -> LeadStatus? {
        try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM lead_status WHERE is_default = 1"))
            .map { try LeadStatus($0) }
    }

    static func check(
        _ details: LeadStatusDetails, was old: LeadStatus?, _ db: Database
    ) throws {
        var checks = list.check(name: details.name, position: details.position)
        if details.isDefault, details.kind != .active {
            checks.refuse("kind", ValidationMessage.newLeadsNeedActive)
        }
        if let old, old.isDefault, !details.isDefault {
            checks.refuse("is_default", ValidationMessage.anotherDefault)
        }
        try checks.throwIfAny()
        var conflicts = try list.conflicts(name: details.name, id: old?.id.value, db)
        if let old, details.kind != .active {
            conflicts += try settings(naming: old.id, db)
                .map { FieldProblem("kind", ValidationMessage.settingNeedsActive($0)) }
        }
        if !conflicts.isEmpty { throw Refusal.conflict(conflicts) }
    }

    static func write(
        _ details: LeadStatusDetails, id: LeadStatus.ID?, position: Int, _ db: Database
    ) throws {
        if details.isDefault { try releaseUnique(db) }
        try db.execute(
            sql: """
                INSERT INTO lead_status (id, name, kind, position, is_default)
                VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind,
                    position = excluded.position, is_default = excluded.is_default
                """,
            arguments: [id, details.name, details.kind.rawValue, position, details.isDefault])
    }

    static func releaseUnique(_ db: Database) throws {
        try db.execute(sql: "UPDATE lead_status SET is_default = 0")
    }

    static func wanted(_ edit: LeadStatusEdit, _ rows: [LeadStatus]) -> [ID: LeadStatusDetails] {
        let chosen = rows.first { edit.rows[$0.id]?.isDefault == true }?.id
        var wanted: [ID: LeadStatusDetails] = [:]
        for row in rows {
            var details = edit.rows[row.id] ?? row.details
            details.isDefault = chosen.map { $0 == row.id } ?? row.isDefault
            wanted[row.id] = details
        }
        return wanted
    }

    static func problems(
        _ wanted: [ID: LeadStatusDetails], was rows: [LeadStatus], _ db: Database
    ) throws -> [FieldProblem] {
        var problems: [FieldProblem] = []
        for row in rows {
            guard let details = wanted[row.id], details.kind != .active else { continue }
            let field = LeadStatusEdit.field("kind", row.id)
            if details.isDefault {
                problems.append(FieldProblem(field, ValidationMessage.newLeadsNeedActive))
            }
            guard row.kind == .active else { continue }
            problems += try settings(naming: row.id, db)
                .map { FieldProblem(field, ValidationMessage.settingNeedsActive($0)) }
        }
        return problems
    }

    static func settings(naming id: LeadStatus.ID, _ db: Database) throws -> [String] {
        try SettingTable.keys(naming: id, db)
    }

    static func deletionProblems(_ id: LeadStatus.ID, _ db: Database) throws -> [FieldProblem] {
        try find(id, db)?.isDefault == true
            ? [FieldProblem("is_default", ValidationMessage.isDefault)] : []
    }
}

extension Store {
    /// The status with this id; nil: there is none.
    package func leadStatus(_ id: LeadStatus.ID) throws(StoreError) -> LeadStatus? {
        try find(id)
    }

    /// Statuses by position.
    package func leadStatuses(_ page: Pagination) throws(StoreError) -> Page<LeadStatus> {
        try list(page)
    }

    /// - Parameter author: for the audit.
    package func createLeadStatus(
        _ details: LeadStatusDetails, by author: Author, at now: Instant,
        keeping: AnswerKeeping<LeadStatus>? = nil
    ) throws(StoreError) -> SaveOutcome<LeadStatus> {
        try create(LeadStatus.self, details, by: author, at: now, keeping: keeping)
    }

    /// Applies `change`.
    ///
    /// - Parameter author: for the audit.
    package func updateLeadStatus(
        _ id: LeadStatus.ID, if condition: Precondition = .none, by author: Author,
        at now: Instant,
        _ change: @escaping (inout LeadStatusDetails) -> Void
    ) throws(StoreError) -> SaveOutcome<LeadStatus> {
        try update(LeadStatus.self, id, if: condition, by: author, at: now, change)
    }

    /// Refused for the default status, and while leads or settings use it.
    ///
    /// - Parameter author: for the audit.
    package func deleteLeadStatus(
        _ id: LeadStatus.ID, if condition: Precondition = .none, by author: Author,
        at now: Instant
    ) throws(StoreError) -> DeleteOutcome {
        try delete(LeadStatus.self, id, if: condition, by: author, at: now)
    }

    /// The version of a row, which grows with each change; nil: there is no such row.
    package func version(of id: LeadStatus.ID) throws(StoreError) -> Int64? {
        try version(of: LeadStatus.self, id)
    }
}
