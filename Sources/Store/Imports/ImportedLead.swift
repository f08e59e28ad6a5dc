import CallRules
import GRDB

/// Writes one row of a file to the leads.
enum ImportedLead {
    /// Checks the row, then writes it. Older calls of new numbers follow.
    ///
    /// - Throws: `Refusal` with the validation messages of the row.
    static func write(_ row: ImportRow, _ writing: ImportWriting) throws -> ImportTally.Effect {
        switch try change(row, writing) {
        case .same: return .same
        case .added(let details, let id):
            let new = try LeadTable.insert(
                details, id: id, origin: .manual, made: row.createdAt, at: writing.now, writing.db)
            try writing.follow(details.phones, to: .lead(new))
            return .added
        case .changed(let known, let details):
            try LeadTable.update(known, to: details, by: nil, at: writing.now, writing.db)
            try writing.follow(
                details.phones.filter { !known.details.phones.has($0) }, to: .lead(known.id))
            return .changed
        }
    }

    /// What the row asks for.
    ///
    /// - Throws: `Refusal` with the validation messages of the row.
    static func change(
        _ row: ImportRow, _ writing: ImportWriting
    ) throws -> ImportedChange<LeadRow> {
        let phones = try row.cells[.phones].map(ImportCell.phones) ?? []
        let id = try row.ownID()
        let named = try Named(row, writing)
        let known = try find(row, id, phones, named.status, writing)
        var details = known?.details ?? LeadDetails()
        if let text = row.cells[.externalID] { details.externalID = text }
        if let text = row.cells[.name] { details.name = text }
        details.phones = (details.phones + phones).distinct
        details.statusID = named.status ?? details.statusID
        details.sourceID = named.source ?? details.sourceID
        details.responsibleID = named.responsible ?? details.responsibleID
        if details.name.isEmpty { details.name = details.phones.first?.e164 ?? "" }
        guard let known else { return .added(details, id: id) }
        return details == known.details ? .same : .changed(known, to: details)
    }

    /// The rows that the cells name.
    private struct Named {
        var status: LeadStatus.ID?
        var source: LeadSource.ID?
        var responsible: Employee.ID?

        init(_ row: ImportRow, _ writing: ImportWriting) throws {
            let fields: [ImportField] = [.status, .source, .responsible]
            guard fields.contains(where: { row.cells[$0] != nil }) else { return }
            let directory = try writing.directory()
            var checks = FieldChecks()
            if let text = row.cells[.status] {
                status = directory.status(text)
                if status == nil { checks.refuse("status", ValidationMessage.nothingCalled(text)) }
            }
            if let text = row.cells[.source] {
                source = directory.source(text)
                if source == nil { checks.refuse("source", ValidationMessage.nothingCalled(text)) }
            }
            if let text = row.cells[.responsible] {
                responsible = directory.employee(text)
                if responsible == nil {
                    checks.refuse("responsible", ValidationMessage.nobodyCalled(text))
                }
            }
            try checks.throwIfAny()
        }
    }

    /// Finds the lead of a row: by our id, else by the CRM's id, else the lead with the number, the
    /// name and the status of the row (so that a file imported twice creates no lead twice), else
    /// the newest active lead with a number of the row. A row with a CRM id never matches a lead
    /// with another CRM id; a number that people of different names have in the file matches only by name.
    private static func find(
        _ row: ImportRow, _ id: Int64?, _ phones: [PhoneNumber], _ status: LeadStatus.ID?,
        _ writing: ImportWriting
    ) throws -> LeadRow? {
        let db = writing.db
        if let id { return try LeadTable.find(Lead.ID(id), db) }
        let external = row.cells[.externalID]
        if let external, let known = try LeadTable.find(ownExternalID: external, db) {
            return known
        }
        if let status, let name = row.cells[.name], let phone = phones.first {
            let same = try newest(
                phone, external == nil,
                "lead.status_id = \(status.value) AND lead.name = \(name)", db)
            if let same { return try LeadTable.find(Lead.ID(same), db) }
        }
        var found: Set<Int64> = []
        for phone in phones {
            var condition: SQL = "lead_status.kind = 'active'"
            if writing.shared.contains(phone), let name = row.cells[.name] {
                condition = "lead_status.kind = 'active' AND lead.name = \(name)"
            }
            if let newest = try newest(phone, external == nil, condition, db) {
                found.insert(newest)
            }
        }
        guard found.count < 2 else {
            throw Refusal.invalid([FieldProblem("phones", ValidationMessage.sharedNumber)])
        }
        return try found.first.flatMap { try LeadTable.find(Lead.ID($0), db) }
    }

    private static func newest(
        _ phone: PhoneNumber, _ isAny: Bool, _ condition: SQL, _ db: Database
    ) throws -> Int64? {
        try SQLRequest<Int64?>(
            literal: """
                SELECT max(lead.id) FROM lead_phone JOIN lead ON lead.id = lead_phone.lead_id
                    JOIN lead_status ON lead_status.id = lead.status_id
                WHERE lead_phone.e164 = \(phone.e164) AND \(condition)
                    AND (\(isAny) OR lead.external_id IS NULL)
                """, cached: true
        ).fetchOne(db) ?? nil
    }
}
