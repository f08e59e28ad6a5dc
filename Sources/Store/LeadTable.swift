import CallRules
import GRDB

/// What a person decides about a lead.
public struct LeadDetails: Hashable, Sendable {
    /// The CRM's id; unique; at most 100 characters.
    public var externalID: String?
    /// 1…200 characters.
    public var name = ""
    /// At most 20, each with an E.164 form; stored in that form, each once.
    public var phones: [PhoneNumber] = []
    /// Nil when a lead is made: the default status.
    public var statusID: LeadStatus.ID?
    public var sourceID: LeadSource.ID?
    public var responsibleID: Employee.ID?

    public init() {}
}

/// A lead as stored; `details.statusID` is always present.
public struct LeadRow: Hashable, Sendable {
    public let id: Lead.ID
    public let details: LeadDetails
    public let origin: Lead.Origin
    /// Canonical uuid of the call that made it.
    public let callUUID: String?
    public let createdAt: Instant
    public let updatedAt: Instant
}

/// Which leads to list; nil means any.
public struct LeadFilter: Hashable, Sendable {
    public var phone: PhoneNumber?
    public var externalID: String?
    public var statusID: LeadStatus.ID?
    public var responsibleID: Employee.ID?
    /// In a status of the kind `active`, or in none of them.
    public var isOpen: Bool?
    /// Part of the name, or of a number in any spelling.
    public var text: String?

    public init() {}
}

enum LeadTable {
    private static let columns: SQL = """
        SELECT lead.*, call.uuid AS call_uuid
        FROM lead LEFT JOIN call ON call.id = lead.call_id
        """

    static func find(_ id: Lead.ID, _ db: Database) throws -> LeadRow? {
        try SQLRequest<Row>(literal: "\(columns) WHERE lead.id = \(id.value)").fetchOne(db)
            .map { try row($0, db) }
    }

    static func list(_ conditions: [SQL], limit: Int, _ db: Database) throws -> [LeadRow] {
        try SQLRequest<Row>(
            literal: "\(columns) WHERE \(conditions.allHold) ORDER BY lead.id DESC LIMIT \(limit)"
        ).fetchAll(db).map { try row($0, db) }
    }

    /// Part of the name, or digits of a number; a whole number is taken for what it is.
    static func holds(_ text: String) -> SQL {
        let names = NameSearch(text).spellings
            .map { "instr(lead.name, \($0)) > 0" as SQL }.joined(separator: " OR ")
        let digits = text.filter { $0.isASCII && $0.isNumber }
        let isNumber = text.allSatisfy { $0.isNumber || $0.isWhitespace || "+-()./".contains($0) }
        guard isNumber, digits.count >= 3 else { return names }
        let number: SQL =
            PhoneNumber(text).e164.map { "e164 = \($0)" } ?? "instr(e164, \(digits)) > 0"
        return "\(names) OR lead.id IN (SELECT lead_id FROM lead_phone WHERE \(number))"
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
            db, sql: "SELECT e164 FROM lead_phone WHERE lead_id = ? ORDER BY position",
            arguments: [id]
        ).map { PhoneNumber($0) }
        return LeadRow(
            id: Lead.ID(id), details: details,
            origin: Lead.Origin(rawValue: row["origin"]) ?? .telephony, callUUID: row["call_uuid"],
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
            checks.refuse("source_id", Mistake.noSource(source))
        }
        if let person = details.responsibleID, try !EmployeeTable.exists(person, db) {
            checks.refuse("responsible_employee_id", Mistake.noEmployee(person))
        }
        let status =
            try details.statusID.map { try LeadStatusTable.find($0, db) }
            ?? LeadStatusTable.ofNewLeads(db)
        if status == nil {
            checks.refuse(
                "status_id",
                details.statusID.map(Mistake.noStatus) ?? Mistake.noStatusForNewLeads)
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
            throw Refusal.conflict([FieldProblem("external_id", Mistake.taken(by: other))])
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
    public func lead(_ id: Lead.ID) throws(StoreError) -> LeadRow? {
        try read { try LeadTable.find(id, $0) }
    }

    /// Leads, the newest first.
    public func leads(
        _ filter: LeadFilter, _ page: PageRequest
    ) throws(StoreError) -> Page<LeadRow> {
        try read { db in
            var conditions: [SQL] = []
            if let phone = filter.phone {
                conditions.append(
                    "lead.id IN (SELECT lead_id FROM lead_phone WHERE e164 = \(phone.e164))")
            }
            if let external = filter.externalID {
                conditions.append("lead.external_id = \(external)")
            }
            if let status = filter.statusID {
                conditions.append("lead.status_id = \(status.value)")
            }
            if let person = filter.responsibleID {
                conditions.append("lead.responsible_employee_id = \(person.value)")
            }
            if let isOpen = filter.isOpen {
                conditions.append(
                    """
                    (lead.status_id IN (SELECT id FROM lead_status WHERE kind = 'active'))
                        = \(isOpen)
                    """)
            }
            if let text = filter.text { conditions.append(LeadTable.holds(text)) }
            if let after = page.after { conditions.append("lead.id < \(after.id)") }
            let rows = try LeadTable.list(conditions, limit: page.limit + 1, db)
            return Page(rows, limit: page.limit) { Cursor(id: $0.id.value) }
        }
    }

    /// Adds a lead that a person or the CRM made.
    public func createLead(
        _ details: LeadDetails, origin: Lead.Origin, at now: Instant
    ) throws(StoreError) -> SaveOutcome<LeadRow> {
        try save { db in
            let id = try LeadTable.insert(details, origin: origin, at: now, db)
            guard let row = try LeadTable.find(id, db) else { throw Refusal.missing }
            return row
        }
    }

    /// Changes what `change` changes; from then on the rules leave the lead's people alone.
    public func updateLead(
        _ id: Lead.ID, at now: Instant, _ change: @escaping (inout LeadDetails) -> Void
    ) throws(StoreError) -> SaveOutcome<LeadRow> {
        try save { db in
            guard let old = try LeadTable.find(id, db) else { throw Refusal.missing }
            var details = old.details
            change(&details)
            try LeadTable.update(old, to: details, at: now, db)
            guard let row = try LeadTable.find(id, db) else { throw Refusal.missing }
            return row
        }
    }

    /// The lead's calls stay, without the lead.
    public func deleteLead(_ id: Lead.ID) throws(StoreError) -> DeleteOutcome {
        try delete(from: "lead", id: id.value) { _ in [] }
    }
}
