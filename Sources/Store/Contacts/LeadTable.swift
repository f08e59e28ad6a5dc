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
    /// Phones as a sync of the CRM wrote them that are no telephone numbers; at most 20. They match no call.
    package var otherPhones: [String] = []
    /// Nil for a new lead: the default status.
    package var statusID: LeadStatus.ID?
    /// Nil: none.
    package var sourceID: LeadSource.ID?
    /// Nil: nobody.
    package var responsibleID: Employee.ID?

    package init() {}

    /// Whether a change of `old` to this is one after which rules leave the lead alone.
    func isEdit(of old: LeadDetails) -> Bool {
        name != old.name || statusID ?? old.statusID != old.statusID || sourceID != old.sourceID
            || responsibleID != old.responsibleID
            || phones.distinctE164 != old.phones.distinctE164
    }
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
    /// The CRM's id of the responsible employee; nil: nobody is, or the employee has none.
    package let responsibleExternalID: String?
    package let createdAt: Instant
    package let updatedAt: Instant
}

enum LeadTable: ContactTable {
    static let name = "lead"
    static let actions = ContactActions(
        added: .leadAdded, changed: .leadChanged, deleted: .leadDeleted, merged: .leadsMerged)

    static func owner(_ id: Lead.ID) -> CallOwner { .lead(id) }

    static func merged(_ lead: LeadRow, _ db: Database) throws -> MergedContact {
        try MergedContact(lead, db)
    }

    private static let columns: SQL = """
        SELECT lead.*, call.uuid AS call_uuid,
            (SELECT external_id FROM employee WHERE id = lead.responsible_employee_id)
                AS responsible_external_id
        """
    private static let madeBy: SQL = "LEFT JOIN call ON call.id = lead.call_id"

    static func find(_ id: Lead.ID, _ db: Database) throws -> LeadRow? {
        try SQLRequest<Row>(
            literal: """
                \(columns) FROM lead \(madeBy) WHERE lead.id = \(id)
                    AND NOT EXISTS (SELECT 1 FROM removal WHERE lead_id = \(id))
                """, cached: true
        ).fetchOne(db).map { try row($0, try phones(of: id, db)) }
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
        ).fetchAll(db).map { row in try self.row(row, try phones(of: Lead.ID(row["id"]), db)) }
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
        ).fetchAll(db).map { row in try self.row(row, try phones(of: Lead.ID(row["id"]), db)) }
    }

    /// The leads with these ids in the CRM; aliases do not count.
    static func find(externalIDs: [String], _ db: Database) throws -> [LeadRow] {
        let rows = try SQLRequest<Row>(
            literal: """
                \(columns) FROM lead \(madeBy) WHERE lead.external_id IN (
                    SELECT value FROM json_each(\(JSONList.of(externalIDs))))
                """, cached: true
        ).fetchAll(db)
        let numbers = try phones(of: rows.map { Lead.ID($0["id"]) }, db)
        return try rows.map { row in
            let id: Int64 = row["id"]
            return try self.row(row, numbers[id] ?? [])
        }
    }

    private static func row(_ row: Row, _ phones: [PhoneNumber]) throws -> LeadRow {
        var details = LeadDetails()
        details.externalID = row["external_id"]
        details.url = row["url"]
        details.otherPhones = try OtherPhones.read(row)
        details.name = row["name"]
        details.statusID = row["status_id"]
        details.sourceID = row["source_id"]
        details.responsibleID = row["responsible_employee_id"]
        details.phones = phones
        return LeadRow(
            id: row["id"], version: row["version"],
            changedAt: row["changed_at"] ?? row["updated_at"], details: details,
            origin: try row.code("origin"), callUUID: row["call_uuid"],
            responsibleExternalID: row["responsible_external_id"],
            createdAt: row["created_at"],
            updatedAt: row["updated_at"])
    }

    /// Checks every field.
    static func check(
        _ details: LeadDetails, is id: Lead.ID?, by author: Author?, _ db: Database
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
        try checkExternalID(details, is: id, by: author, db)
        return status.id
    }

    /// Checks and inserts a lead.
    ///
    /// - Parameters:
    ///   - id: nil: the next one.
    ///   - moment: creation time, which an import may set to an earlier one; nil: now.
    static func insert(
        _ details: LeadDetails, id: Int64? = nil, origin: Lead.Origin, made moment: Instant? = nil,
        by author: Author? = nil, at now: Instant, _ db: Database
    ) throws -> Lead.ID {
        let status = try check(details, is: nil, by: author, db)
        try db.cachedStatement(
            sql: """
                INSERT INTO lead (id, external_id, url, name, status_id, source_id,
                    responsible_employee_id, origin, other_phones, edited_at, created_at,
                    updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(
            arguments: [
                id, details.externalID, details.url, details.name, status, details.sourceID,
                details.responsibleID, origin.rawValue, OtherPhones.text(details.otherPhones), now,
                (moment ?? now), now,
            ])
        let id = Lead.ID(db.lastInsertedRowID)
        try insertPhones(id, details.phones, db)
        return id
    }

    /// Checks and writes what changed. Marks the lead as edited when the change is of what rules set too;
    /// its id and address in the CRM are none of that.
    static func update(
        _ old: LeadRow, to details: LeadDetails, by author: Author?, at now: Instant,
        _ db: Database
    ) throws {
        let status = try check(details, is: old.id, by: author, db)
        try db.cachedStatement(
            sql: """
                UPDATE lead SET external_id = ?, url = ?, name = ?, status_id = ?, source_id = ?,
                    responsible_employee_id = ?, other_phones = ?,
                    edited_at = coalesce(?, edited_at), updated_at = ? WHERE id = ?
                """
        ).execute(
            arguments: [
                details.externalID, details.url, details.name, status, details.sourceID,
                details.responsibleID, OtherPhones.text(details.otherPhones),
                details.isEdit(of: old.details) ? now : nil, now, old.id,
            ])
        try writePhones(old.id, details.phones, db)
    }
}

extension Store {
    /// The lead with this id; nil: there is none, or the viewer does not see it.
    package func lead(_ id: Lead.ID, seenBy viewer: Viewer) throws(StoreError) -> LeadRow? {
        try read { try LeadTable.find(id, seenBy: viewer, $0) }
    }

    /// Adds a lead for a person or the CRM. Older calls of its numbers that have no lead are attached to
    /// it, unless another active lead has the number too.
    ///
    /// - Parameters:
    ///   - author: for the audit and the event; nil: the gateway itself, and no audit line.
    ///   - keeping: keeps the answer to the request; nil: it has no key.
    package func createLead(
        _ details: LeadDetails, origin: Lead.Origin, by author: Author?, at now: Instant,
        keeping: AnswerKeeping<LeadRow>? = nil
    ) throws(StoreError) -> SaveOutcome<LeadRow> {
        try create(in: LeadTable.self, by: author, at: now, keeping: keeping) {
            try LeadTable.insert(details, origin: origin, by: author, at: now, $0)
        }
    }

    /// Applies `change`. When it changes the name, status, source, responsible or phones, the lead counts
    /// as edited, and rules no longer correct it. Older calls of new numbers are attached as in
    /// `createLead`.
    /// - Parameters:
    ///   - seen: the `updatedAt` the person saw; the outcome is `stale` after a newer save. Nil: no check.
    ///   - author: for the audit and the event; nil: the gateway itself, and no audit line.
    package func updateLead(
        _ id: Lead.ID, expecting seen: Instant? = nil, if condition: Precondition = .none,
        by author: Author?, at now: Instant, _ change: @escaping (inout LeadDetails) -> Void
    ) throws(StoreError) -> SaveOutcome<LeadRow> {
        try update(
            in: LeadTable.self, id, expecting: seen, if: condition, by: author, at: now, change)
    }

    /// The lead that the CRM knows by this id; nil: there is none.
    package func lead(externalID: String) throws(StoreError) -> LeadRow? {
        try read { try LeadTable.find(externalID: externalID, $0) }
    }

    /// Changes the lead that the CRM knows by this id as `updateLead` does, or adds it as `createLead` does.
    package func putLead(
        externalID: String, if condition: Precondition = .none, by author: Author, at now: Instant,
        _ change: @escaping (inout LeadDetails) -> Void
    ) throws(StoreError) -> SaveOutcome<PutRecord<LeadRow>> {
        try put(
            in: LeadTable.self, externalID: externalID, if: condition, by: author, at: now, change
        ) {
            try LeadTable.insert($0, origin: .api, at: now, $1)
        }
    }

    /// Deletes the lead that the CRM knows by this id.
    ///
    /// - Parameter author: for the audit.
    package func deleteLead(
        externalID: String, if condition: Precondition = .none, by author: Author, at now: Instant
    ) throws(StoreError) -> DeleteOutcome {
        try delete(in: LeadTable.self, externalID: externalID, if: condition, by: author, at: now)
    }

    /// Deletes a lead; its calls stay without a lead.
    ///
    /// - Parameter author: for the audit.
    package func deleteLead(
        _ id: Lead.ID, if condition: Precondition = .none, by author: Author, at now: Instant
    ) throws(StoreError) -> DeleteOutcome {
        try delete(in: LeadTable.self, id, if: condition, by: author, at: now)
    }
}
