import CallRules
import GRDB

/// The statuses as their editor shows them.
package struct LeadStatusEditor: Sendable {
    /// By position.
    package let rows: [Row]
    /// Given back with the edit, to see whether somebody saved in between.
    package let version: Int64

    package struct Row: Hashable, Sendable {
        package let status: LeadStatus
        /// Leads in this status.
        package let leads: Int
    }
}

/// What a person wrote into the editor of statuses. The default status is the one whose details
/// say so; when none does, it stays.
package typealias LeadStatusEdit = OrderedListEdit<LeadStatus.ID, LeadStatusDetails>

extension Store {
    package func leadStatusEditor() throws(StoreError) -> LeadStatusEditor {
        try read { try LeadStatusEditor($0) }
    }

    /// Saves the editor of statuses: everything or nothing.
    ///
    /// - Parameters:
    ///   - version: the one the person saw.
    ///   - author: for the audit.
    /// - Returns: the editor as it is now; invalid at `name-3`, `kind-3`, or `name-new` and
    ///   `kind-new` of the added row.
    package func editLeadStatuses(
        _ edit: LeadStatusEdit, expecting version: Int64, by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<LeadStatusEditor> {
        try save { db in
            let arranged = LeadStatusTable.arranged
            let before = try LeadStatusEditor(db)
            guard before.version == version else {
                throw Refusal.stale(currentVersion: before.version)
            }
            let statuses = before.rows.map(\.status)
            let wanted = LeadStatusEditor.wanted(edit, statuses)
            try LeadStatusEditor.check(wanted, edit.added, was: statuses, db)
            try arranged.releaseNames(db)
            try db.execute(sql: "UPDATE lead_status SET is_default = 0")
            for (position, id) in edit.order(of: statuses.map(\.id)).enumerated() {
                guard let status = wanted.first(where: { $0.id == id }) else { continue }
                try db.execute(
                    sql: """
                        UPDATE lead_status SET name = ?, kind = ?, position = ?, is_default = ?
                        WHERE id = ?
                        """,
                    arguments: [
                        status.name, status.kind.rawValue, position, status.isDefault, id.value,
                    ])
            }
            if let added = edit.added {
                try db.execute(
                    sql: """
                        INSERT INTO lead_status (name, kind, position, is_default)
                        VALUES (?, ?, ?, 0)
                        """,
                    arguments: [added.name, added.kind.rawValue, try arranged.lastPosition(db)])
            }
            let after = try LeadStatusEditor(db)
            if after.version != before.version {
                try AuditTable.insert(
                    .leadStatusesChanged, by: author, to: "lead-statuses", at: now, db)
            }
            return after
        }
    }
}

extension LeadStatusEditor {
    fileprivate init(_ db: Database) throws {
        let counts = try LeadStatusTable.arranged.leadCounts(db)
        rows = try LeadStatusTable.arranged.all(db, LeadStatusTable.row)
            .map { Row(status: $0, leads: counts[$0.id.value] ?? 0) }
        version = OrderedListTable.version(
            of: rows.map { row in
                let status = row.status
                return "\(status.id.value) \(status.kind) \(status.isDefault) \(status.name)"
            })
    }

    fileprivate static func wanted(
        _ edit: LeadStatusEdit, _ statuses: [LeadStatus]
    ) -> [LeadStatus] {
        let chosen = statuses.first { edit.rows[$0.id]?.isDefault == true }?.id
        return statuses.map { old in
            var status = old
            if let details = edit.rows[old.id] {
                status.name = details.name
                status.kind = details.kind
            }
            if let chosen { status.isDefault = old.id == chosen }
            return status
        }
    }

    fileprivate static func check(
        _ wanted: [LeadStatus], _ added: LeadStatusDetails?, was old: [LeadStatus], _ db: Database
    ) throws {
        var names = wanted.map { (field: LeadStatusEdit.field("name", $0.id), name: $0.name) }
        if let added { names.append((LeadStatusEdit.field("name", nil), added.name)) }
        var problems = LeadStatusTable.arranged.problems(names: names)
        for (status, was) in zip(wanted, old) where status.kind != .active {
            let field = LeadStatusEdit.field("kind", status.id)
            if status.isDefault {
                problems.append(FieldProblem(field, ValidationMessage.newLeadsNeedActive))
            }
            guard was.kind == .active else { continue }
            problems += try SettingTable.keys(naming: status.id, db)
                .map { FieldProblem(field, ValidationMessage.settingNeedsActive($0)) }
        }
        if !problems.isEmpty { throw Refusal.invalid(problems) }
    }
}
