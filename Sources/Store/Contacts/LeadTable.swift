import CallRules
import GRDB

/// The editable fields of a lead.
package struct LeadDetails: ContactDetails {
    /// The CRM's id; unique; at most 100 characters.
    package var externalID: String?
    /// The address of its card in the CRM, http or https, which wins over the template of the settings;
    /// at most 2,000 characters; nil: none.
    package var url: String?
    /// 1…200 characters.
    package var name = ""
    /// At most 20, each with an E.164 form; stored in that form, each once.
    package var phones: [PhoneNumber] = []
    /// Nil for a new lead: the default status.
    package var statusID: LeadStatus.ID?
    /// Nil: none.
    package var sourceID: LeadSource.ID?
    /// Nil: nobody.
    package var responsibleID: Employee.ID?

    package init() {}
}

/// A lead as stored; `details.statusID` is always present.
package struct LeadRow: StoredContact {
    package let id: Lead.ID
    /// Grows with each change that has an event.
    package let version: Int64
    /// When it last changed as the CRM sees it; of a row of version 0.6.0 and before, when it was saved.
    package let changedAt: Instant
    package let details: LeadDetails
    /// What made the lead.
    package let origin: Lead.Origin
    /// Canonical uuid of the call that created it; nil: no call did, or the call was deleted.
    package let callUUID: String?
    package let createdAt: Instant
    package let updatedAt: Instant
}

enum LeadTable: ContactTable {
    static let name = "lead"
    static let actions = ContactActions(
        added: .leadAdded, changed: .leadChanged, deleted: .leadDeleted, merged: .leadsMerged)

    static func owner(_ id: Lead.ID) -> CallOwner { .lead(id) }

    private static let columns: SQL = "SELECT lead.*, call.uuid AS call_uuid"
    private static let madeBy: SQL = "LEFT JOIN call ON call.id = lead.call_id"

    static func find(_ id: Lead.ID, _ db: Database) throws -> LeadRow? {
        try SQLRequest<Row>(
            literal: """
                \(columns) FROM lead \(madeBy) WHERE lead.id = \(id)
                    AND NOT EXISTS (SELECT 1 FROM removal WHERE lead_id = \(id))
                """, cached: true
        ).fetchOne(db).map { try row($0, db) }
    }

    /// The newest first.
    /// - Parameter isSearch: a condition is on `lead_name`, which is then the outer table.
    static func list(
        _ conditions: [SQL], isSearch: Bool, limit: Int, _ db: Database
    ) throws -> [LeadRow] {
        let tables: SQL =
            isSearch ? "lead_name CROSS JOIN lead ON lead.id = lead_name.lead_id" : "lead"
        let order = isSearch ? "lead_name.lead_id" : "lead.id"
        return try SQLRequest<Row>(
            literal: """
                \(columns) FROM \(tables) \(madeBy) WHERE \(conditions.allHold)
                ORDER BY \(sql: order) DESC LIMIT \(limit)
                """, cached: true
        ).fetchAll(db).map { try row($0, db) }
    }

    /// Those that changed, the earliest change first.
    static func list(
        _ conditions: [SQL], in changes: ChangedRows, limit: Int, _ db: Database
    ) throws -> [LeadRow] {
        try SQLRequest<Row>(
            literal: """
                \(columns) FROM \(changes.table) \(madeBy) WHERE \(conditions.allHold)
                ORDER BY \(changes.order) LIMIT \(limit)
                """, cached: true
        ).fetchAll(db).map { try row($0, db) }
    }

    private static func row(_ row: Row, _ db: Database) throws -> LeadRow {
        let id: Lead.ID = row["id"]
        var details = LeadDetails()
        details.externalID = row["external_id"]
        details.url = row["url"]
        details.name = row["name"]
        details.statusID = row["status_id"]
        details.sourceID = row["source_id"]
        details.responsibleID = row["responsible_employee_id"]
        details.phones = try phones(of: id, db)
        return LeadRow(
            id: id, version: row["version"],
            changedAt: row["changed_at"] ?? row["updated_at"], details: details,
            origin: try row.code("origin"), callUUID: row["call_uuid"],
            createdAt: row["created_at"],
            updatedAt: row["updated_at"])
    }

    /// Checks every field.
    static func check(
        _ details: LeadDetails, is id: Lead.ID?, _ db: Database
    ) throws -> LeadStatus.ID {
        var checks = checks(details)
        if let source = details.sourceID, try LeadSource.find(source, db) == nil {
            checks.refuse("source_id", ValidationMessage.noSource(source))
        }
        if let person = details.responsibleID, try !EmployeeTable.exists(person, db) {
            checks.refuse("responsible_employee_id", ValidationMessage.noEmployee(person))
        }
        let status =
            try details.statusID.map { try LeadStatus.find($0, db) }
            ?? LeadStatus.ofNewLeads(db)
        if status == nil {
            checks.refuse(
                "status_id",
                details.statusID.map(ValidationMessage.noStatus)
                    ?? ValidationMessage.noStatusForNewLeads)
        }
        try checks.throwIfAny()
        guard let status else { throw Refusal.missing }
        try checkExternalID(details, is: id, db)
        return status.id
    }

    /// Checks and inserts a lead.
    ///
    /// - Parameters:
    ///   - id: nil: the next one.
    ///   - moment: creation time, which an import may set to an earlier one; nil: now.
    static func insert(
        _ details: LeadDetails, id: Int64? = nil, origin: Lead.Origin, made moment: Instant? = nil,
        at now: Instant, _ db: Database
    ) throws -> Lead.ID {
        let status = try check(details, is: nil, db)
        try db.execute(
            sql: """
                INSERT INTO lead (id, external_id, url, name, status_id, source_id,
                    responsible_employee_id, origin, edited_at, created_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                id, details.externalID, details.url, details.name, status, details.sourceID,
                details.responsibleID, origin.rawValue, now,
                (moment ?? now), now,
            ])
        let id = Lead.ID(db.lastInsertedRowID)
        try writePhones(id, details.phones, db)
        return id
    }

    /// Checks and writes what changed, and marks the lead as edited.
    static func update(
        _ old: LeadRow, to details: LeadDetails, at now: Instant, _ db: Database
    ) throws {
        let status = try check(details, is: old.id, db)
        try db.execute(
            sql: """
                UPDATE lead SET external_id = ?, url = ?, name = ?, status_id = ?, source_id = ?,
                    responsible_employee_id = ?, edited_at = ?, updated_at = ? WHERE id = ?
                """,
            arguments: [
                details.externalID, details.url, details.name, status, details.sourceID,
                details.responsibleID, now, now, old.id,
            ])
        try writePhones(old.id, details.phones, db)
    }
}

extension Store {
    /// The lead with this id; nil: there is none.
    package func lead(_ id: Lead.ID) throws(StoreError) -> LeadRow? {
        try read { try LeadTable.find(id, $0) }
    }

    /// Adds a lead for a person or the CRM. Older calls of its numbers that have no lead are attached to
    /// it, unless another active lead has the number too.
    ///
    /// - Parameter author: for the audit and the event; nil: the gateway itself, and no audit line.
    package func createLead(
        _ details: LeadDetails, origin: Lead.Origin, by author: Author?, at now: Instant
    ) throws(StoreError) -> SaveOutcome<LeadRow> {
        try create(in: LeadTable.self, by: author, at: now) {
            try LeadTable.insert(details, origin: origin, at: now, $0)
        }
    }

    /// Applies `change` and marks the lead as edited, so that rules no longer correct it. Older
    /// calls of new numbers are attached as in `createLead`.
    /// - Parameters:
    ///   - seen: the `updatedAt` the person saw; the outcome is `stale` after a newer save. Nil: no check.
    ///   - author: for the audit and the event; nil: the gateway itself, and no audit line.
    package func updateLead(
        _ id: Lead.ID, expecting seen: Instant? = nil, by author: Author?,
        at now: Instant, _ change: @escaping (inout LeadDetails) -> Void
    ) throws(StoreError) -> SaveOutcome<LeadRow> {
        try update(in: LeadTable.self, id, expecting: seen, by: author, at: now, change)
    }

    /// Deletes a lead; its calls stay without a lead.
    ///
    /// - Parameter author: for the audit.
    package func deleteLead(
        _ id: Lead.ID, by author: Author, at now: Instant
    ) throws(StoreError) -> DeleteOutcome {
        try delete(in: LeadTable.self, id, by: author, at: now)
    }
}
