import CallRules
import GRDB

/// What a person decides about a lead.
package struct LeadDetails: Hashable, Sendable {
    /// The CRM's id; unique; at most 100 characters.
    package var externalID: String?
    /// 1…200 characters.
    package var name = ""
    /// At most 20, each with an E.164 form; stored in that form, each once.
    package var phones: [PhoneNumber] = []
    /// Nil when a lead is made: the default status.
    package var statusID: LeadStatus.ID?
    package var sourceID: LeadSource.ID?
    package var responsibleID: Employee.ID?

    package init() {}
}

/// A lead as stored; `details.statusID` is always present.
package struct LeadRow: Hashable, Sendable {
    package let id: Lead.ID
    package let details: LeadDetails
    package let origin: Lead.Origin
    /// Canonical uuid of the call that made it.
    package let callUUID: String?
    package let createdAt: Instant
    package let updatedAt: Instant
}

enum LeadTable {
    private static let columns: SQL = "SELECT lead.*, call.uuid AS call_uuid"
    private static let madeBy: SQL = "LEFT JOIN call ON call.id = lead.call_id"

    static func find(_ id: Lead.ID, _ db: Database) throws -> LeadRow? {
        try SQLRequest<Row>(
            literal: "\(columns) FROM lead \(madeBy) WHERE lead.id = \(id.value)", cached: true
        ).fetchOne(db).map { try row($0, db) }
    }

    /// The newest first.
    ///
    /// - Parameter isSearch: a condition is one of the names' table, which is then gone through first.
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

    private static func row(_ row: Row, _ db: Database) throws -> LeadRow {
        let id: Int64 = row["id"]
        var details = LeadDetails()
        details.externalID = row["external_id"]
        details.name = row["name"]
        details.statusID = LeadStatus.ID(row["status_id"])
        details.sourceID = (row["source_id"] as Int64?).map { LeadSource.ID($0) }
        details.responsibleID = (row["responsible_employee_id"] as Int64?).map { Employee.ID($0) }
        details.phones = try String.fetchAll(
            db.cachedStatement(
                sql: "SELECT e164 FROM lead_phone WHERE lead_id = ? ORDER BY position"),
            arguments: [id]
        ).map { PhoneNumber($0) }
        return LeadRow(
            id: Lead.ID(id), details: details,
            origin: try row.code("origin"), callUUID: row["call_uuid"],
            createdAt: Instant(milliseconds: row["created_at"]),
            updatedAt: Instant(milliseconds: row["updated_at"]))
    }

    /// Checks everything, and gives the status a new lead without one starts in.
    static func check(
        _ details: LeadDetails, is id: Lead.ID?, _ db: Database
    ) throws -> LeadStatus.ID {
        var checks = FieldChecks()
        checks.line("external_id", details.externalID, 1...100)
        checks.line("name", details.name, 1...200)
        checks.phones(details.phones)
        if let source = details.sourceID, try !LeadSourceTable.exists(source, db) {
            checks.refuse("source_id", ValidationMessage.noSource(source))
        }
        if let person = details.responsibleID, try !EmployeeTable.exists(person, db) {
            checks.refuse("responsible_employee_id", ValidationMessage.noEmployee(person))
        }
        let status =
            try details.statusID.map { try LeadStatusTable.find($0, db) }
            ?? LeadStatusTable.ofNewLeads(db)
        if status == nil {
            checks.refuse(
                "status_id",
                details.statusID.map(ValidationMessage.noStatus)
                    ?? ValidationMessage.noStatusForNewLeads)
        }
        try checks.throwIfAny()
        guard let status else { throw Refusal.missing }
        let other = try SQLRequest<String>(
            literal: """
                SELECT name FROM lead
                WHERE external_id = \(details.externalID) AND id <> \(id?.value ?? 0)
                """
        ).fetchOne(db)
        if let other {
            throw Refusal.conflict([FieldProblem("external_id", ValidationMessage.taken(by: other))]
            )
        }
        return status.id
    }

    /// The new row, checked.
    ///
    /// - Parameters:
    ///   - id: nil: the next one.
    ///   - moment: when it was made, perhaps long before it came to us; nil: now.
    static func insert(
        _ details: LeadDetails, id: Int64? = nil, origin: Lead.Origin, made moment: Instant? = nil,
        at now: Instant, _ db: Database
    ) throws -> Lead.ID {
        let status = try check(details, is: nil, db)
        try db.execute(
            sql: """
                INSERT INTO lead (id, external_id, name, status_id, source_id,
                    responsible_employee_id, origin, edited_at, created_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                id, details.externalID, details.name, status.value, details.sourceID?.value,
                details.responsibleID?.value, origin.rawValue, now.milliseconds,
                (moment ?? now).milliseconds, now.milliseconds,
            ])
        let id = Lead.ID(db.lastInsertedRowID)
        try writePhones(id, details.phones, db)
        return id
    }

    /// Checks and writes what changed, as edited by a person.
    static func update(
        _ old: LeadRow, to details: LeadDetails, at now: Instant, _ db: Database
    ) throws {
        let status = try check(details, is: old.id, db)
        try db.execute(
            sql: """
                UPDATE lead SET external_id = ?, name = ?, status_id = ?, source_id = ?,
                    responsible_employee_id = ?, edited_at = ?, updated_at = ? WHERE id = ?
                """,
            arguments: [
                details.externalID, details.name, status.value, details.sourceID?.value,
                details.responsibleID?.value, now.milliseconds, now.milliseconds, old.id.value,
            ])
        try writePhones(old.id, details.phones, db)
    }

    /// What was just written.
    static func saved(_ id: Lead.ID, _ db: Database) throws -> LeadRow {
        guard let row = try find(id, db) else { throw Refusal.missing }
        return row
    }

    static func audit(
        _ action: AuditAction, of id: Lead.ID, by author: Author?, at now: Instant, _ db: Database
    ) throws {
        guard let author else { return }
        try AuditTable.insert(action, by: author, to: "lead/\(id.value)", at: now, db)
    }

    static func writePhones(_ id: Lead.ID, _ phones: [PhoneNumber], _ db: Database) throws {
        try db.execute(sql: "DELETE FROM lead_phone WHERE lead_id = ?", arguments: [id.value])
        for (position, phone) in phones.distinctE164.enumerated() {
            try db.execute(
                sql: "INSERT INTO lead_phone (e164, lead_id, position) VALUES (?, ?, ?)",
                arguments: [phone, id.value, position])
        }
    }
}

extension Store {
    package func lead(_ id: Lead.ID) throws(StoreError) -> LeadRow? {
        try read { try LeadTable.find(id, $0) }
    }

    /// Adds a lead that a person or the CRM made. Older calls of its numbers that have no lead become its,
    /// unless another open lead has the number, too.
    ///
    /// - Parameter author: for the audit; nil leaves no line there.
    package func createLead(
        _ details: LeadDetails, origin: Lead.Origin, by author: Author? = nil, at now: Instant
    ) throws(StoreError) -> SaveOutcome<LeadRow> {
        try saveWithOlderCalls { transaction in
            let id = try LeadTable.insert(details, origin: origin, at: now, transaction.db)
            try LeadTable.audit(.leadAdded, of: id, by: author, at: now, transaction.db)
            let calls = try OlderCalls.attach(
                details.phones, to: .lead(id), by: author, at: now, transaction)
            return (try LeadTable.saved(id, transaction.db), calls)
        }
    }

    /// Changes what `change` changes; from then on the rules leave the lead's people alone. Numbers that
    /// are new bring their older calls along, as in `createLead`.
    ///
    /// - Parameters:
    ///   - seen: the `updatedAt` the person saw; nil saves over whatever is there.
    ///   - author: for the audit; nil leaves no line there.
    package func updateLead(
        _ id: Lead.ID, expecting seen: Instant? = nil, by author: Author? = nil,
        at now: Instant, _ change: @escaping (inout LeadDetails) -> Void
    ) throws(StoreError) -> SaveOutcome<LeadRow> {
        try saveWithOlderCalls { transaction in
            let db = transaction.db
            guard let old = try LeadTable.find(id, db) else { throw Refusal.missing }
            try old.updatedAt.expect(seen)
            var details = old.details
            change(&details)
            try LeadTable.update(old, to: details, at: now, db)
            if details != old.details {
                try LeadTable.audit(.leadChanged, of: id, by: author, at: now, db)
            }
            let calls = try OlderCalls.attach(
                details.phones.filter { !old.details.phones.has($0) }, to: .lead(id),
                by: author, at: now, transaction)
            return (try LeadTable.saved(id, db), calls)
        }
    }

    /// The lead's calls stay, without the lead; `author` is for the audit.
    package func deleteLead(
        _ id: Lead.ID, by author: Author, at now: Instant
    ) throws(StoreError) -> DeleteOutcome {
        let entry = DeletionEntry(
            action: .leadDeleted, subject: "lead/\(id.value)", author: author, at: now)
        return try delete(from: "lead", id: id.value, entry: entry) { _ in [] }
    }
}
