import CallRules
import GRDB

/// Writes one row of a file to the clients.
enum ImportedClient {
    /// Checks the row, then writes it. Older calls of new numbers follow.
    ///
    /// - Throws: `Refusal` with the validation messages of the row.
    static func write(_ row: ImportRow, _ writing: ImportWriting) throws -> ImportTally.Effect {
        switch try change(row, writing) {
        case .same: return .same
        case .added(let details, let id):
            let new = try ClientTable.insert(details, id: id, at: writing.now, writing.db)
            try writing.follow(details.phones, to: .client(new))
            return .added
        case .changed(let known, let details):
            try ClientTable.update(known, to: details, by: nil, at: writing.now, writing.db)
            try writing.follow(
                details.phones.filter { !known.details.phones.has($0) }, to: .client(known.id))
            return .changed
        }
    }

    /// What the row asks for.
    ///
    /// - Throws: `Refusal` with the validation messages of the row.
    static func change(
        _ row: ImportRow, _ writing: ImportWriting
    ) throws -> ImportedChange<ClientRow> {
        let phones = try row.cells[.phones].map(ImportCell.phones) ?? []
        let id = try row.ownID()
        let known = try find(row, id, phones, writing)
        var details = known?.details ?? ClientDetails()
        if let text = row.cells[.externalID] { details.externalID = text }
        if let text = row.cells[.name] { details.name = text }
        if let text = row.cells[.company] { details.company = text }
        details.phones = (details.phones + phones).distinct
        if let text = row.cells[.admins] {
            details.adminIDs = try people(text, writing.directory())
        }
        if details.name.isEmpty {
            details.name = details.company ?? details.phones.first?.e164 ?? ""
        }
        guard let known else { return .added(details, id: id) }
        return details == known.details ? .same : .changed(known, to: details)
    }

    /// Finds the client of a row: by our id, else by the CRM's id, else the only client with a
    /// number of the row, of several the one with the name of the row. A row with a CRM id never matches a
    /// client with another CRM id; a number that people of different names have in the file matches only by name.
    private static func find(
        _ row: ImportRow, _ id: Int64?, _ phones: [PhoneNumber], _ writing: ImportWriting
    ) throws -> ClientRow? {
        let db = writing.db
        if let id { return try ClientTable.find(Client.ID(id), db) }
        let external = row.cells[.externalID]
        if let external, let known = try ClientTable.find(ownExternalID: external, db) {
            return known
        }
        let isAny = external == nil
        let isShared = phones.contains(where: writing.shared.contains)
        var holders: Set<Int64> = []
        if !isShared || row.person == nil {
            holders = try self.holders(of: phones, isAny, named: nil, db)
        }
        if holders.count > 1 || isShared, let name = row.person {
            let named = try self.holders(of: phones, isAny, named: name, db)
            if isShared || !named.isEmpty { holders = named }
        }
        guard holders.count < 2 else {
            throw Refusal.invalid([FieldProblem("phones", ValidationMessage.sharedNumber)])
        }
        return try holders.first.flatMap { try ClientTable.find(Client.ID($0), db) }
    }

    /// The clients that have one of the phones; of more than two of a phone only two.
    ///
    /// - Parameters:
    ///   - isAny: also those that have a CRM id.
    ///   - name: nil: whatever their names are.
    private static func holders(
        of phones: [PhoneNumber], _ isAny: Bool, named name: String?, _ db: Database
    ) throws -> Set<Int64> {
        var holders: Set<Int64> = []
        for phone in phones {
            let found = try Int64.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT client_id FROM client_phone WHERE e164 = ?1
                            AND (?2 OR (SELECT external_id FROM client WHERE id = client_id) IS NULL)
                            AND (?3 IS NULL OR (SELECT name FROM client WHERE id = client_id) = ?3)
                        LIMIT 2
                        """), arguments: [phone.e164, isAny, name])
            holders.formUnion(found)
        }
        return holders
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
