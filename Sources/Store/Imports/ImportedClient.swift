import CallRules
import GRDB

/// Writes one row of a file to the clients.
enum ImportedClient {
    /// Checks the row, then writes it. Older calls of new numbers follow.
    ///
    /// - Parameter job: the import; nil: a rehearsal.
    /// - Throws: `Refusal` with the validation messages of the row.
    static func write(
        _ row: ImportRow, _ directory: ImportDirectory, of job: ImportJob.ID?, at now: Instant,
        _ db: Database
    ) throws -> ImportTally.Effect {
        let phones = try row.cells[.phones].map(ImportCell.phones) ?? []
        let id = try row.ownID()
        let known = try find(row, id, phones, db)
        var details = known?.details ?? ClientDetails()
        if let text = row.cells[.externalID] { details.externalID = text }
        if let text = row.cells[.name] { details.name = text }
        if let text = row.cells[.company] { details.company = text }
        details.phones = (details.phones + phones).distinct
        if let text = row.cells[.admins] { details.adminIDs = try people(text, directory) }
        if details.name.isEmpty {
            details.name = details.company ?? details.phones.first?.e164 ?? ""
        }
        let note: ([PhoneNumber], CallOwner) throws -> Void = { phones, owner in
            guard let job else { return }
            try Following.note(phones, to: owner, by: .importJob(job), db)
        }
        guard let known else {
            let new = try ClientTable.insert(details, id: id, at: now, db)
            try note(details.phones, .client(new))
            return .added
        }
        guard details != known.details else { return .same }
        try ClientTable.update(known, to: details, at: now, db)
        try note(
            details.phones.filter { !known.details.phones.has($0) }, .client(known.id))
        return .changed
    }

    /// Finds the client of a row: by our id, else by the CRM's id, else the only client with a
    /// number of the row. A row with a CRM id never matches a client with another CRM id.
    private static func find(
        _ row: ImportRow, _ id: Int64?, _ phones: [PhoneNumber], _ db: Database
    ) throws -> ClientRow? {
        if let id { return try ClientTable.find(Client.ID(id), db) }
        let external = row.cells[.externalID]
        if let external {
            let known = try Int64.fetchOne(
                db.cachedStatement(sql: "SELECT id FROM client WHERE external_id = ?"),
                arguments: [external])
            if let known { return try ClientTable.find(Client.ID(known), db) }
        }
        let found = try SQLRequest<Int64>(
            literal: """
                SELECT DISTINCT client_id FROM client_phone
                WHERE e164 IN \(phones.compactMap(\.e164)) AND (\(external == nil)
                    OR (SELECT external_id FROM client WHERE id = client_id) IS NULL)
                """
        ).fetchAll(db)
        guard found.count < 2 else {
            throw Refusal.invalid([FieldProblem("phones", ValidationMessage.sharedNumber)])
        }
        return try found.first.flatMap { try ClientTable.find(Client.ID($0), db) }
    }

    private static func people(
        _ text: String, _ directory: ImportDirectory
    ) throws -> [Employee.ID] {
        var checks = FieldChecks()
        var people: [Employee.ID] = []
        for name in ImportCell.list(text) {
            if let person = directory.employee(name) {
                if !people.contains(person) { people.append(person) }
            } else {
                checks.refuse("admins", ValidationMessage.nobodyCalled(name))
            }
        }
        try checks.throwIfAny()
        return people
    }
}

extension ImportRow {
    /// - Throws: `Refusal.invalid` for a text that is not one of our ids.
    func ownID() throws -> Int64? {
        guard let text = cells[.id] else { return nil }
        // The largest integer that JavaScript represents exactly.
        guard let id = Int64(text), (1...(1 << 53)).contains(id) else {
            throw Refusal.invalid([
                FieldProblem("id", ValidationMessage.noWholeNumber(1...(1 << 53)))
            ])
        }
        return id
    }
}

extension [PhoneNumber] {
    /// Each number once, in the order given; all have an E.164 form.
    var distinct: [PhoneNumber] { distinctE164.map { PhoneNumber($0) } }
}
