import CallRules
import GRDB

/// The editable fields of a client.
package struct ClientDetails: ContactDetails {
    /// The CRM's id; unique; at most 100 characters; nil: none.
    package var externalID: String?
    /// The address of its card in the CRM, http or https, which wins over the template of the settings;
    /// at most 2,000 characters; nil: none.
    package var url: String?
    /// 1…200 characters.
    package var name = ""
    /// 1…200 characters; nil: none.
    package var company: String?
    /// At most 20, each with an E.164 form; stored in that form, each once.
    package var phones: [PhoneNumber] = []
    /// Phones as a sync of the CRM wrote them that are no telephone numbers; at most 20. They match no call.
    package var otherPhones: [String] = []
    /// The responsible employees, in order; at most 50.
    package var adminIDs: [Employee.ID] = []

    package init() {}
}

/// A client as stored.
package struct ClientRow: StoredContact {
    package let id: Client.ID
    /// Grows with each change that has an event.
    package let version: Int64
    /// When it last changed as the CRM sees it; of a row of version 0.6.0 and before, when it was saved.
    package let changedAt: Instant
    package let details: ClientDetails
    /// The CRM's ids of `details.adminIDs`, in the same places; nil: that employee has none.
    package let adminExternalIDs: [String?]
    package let createdAt: Instant
    package let updatedAt: Instant
}

enum ClientTable: ContactTable {
    static let name = "client"
    static let actions = ContactActions(
        added: .clientAdded, changed: .clientChanged, deleted: .clientDeleted,
        merged: .clientsMerged)

    static func owner(_ id: Client.ID) -> CallOwner { .client(id) }

    static func merged(_ client: ClientRow, _ db: Database) throws -> MergedContact {
        try MergedContact(client, db)
    }

    static func checkOwnLines(_ details: ClientDetails, _ checks: inout FieldChecks) {
        checks.line("company", details.company, 1...200)
    }

    static func find(_ id: Client.ID, _ db: Database) throws -> ClientRow? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT * FROM client WHERE id = ?1
                        AND NOT EXISTS (SELECT 1 FROM removal WHERE client_id = ?1)
                    """), arguments: [id]
        )
        .map { try row($0, db) }
    }

    static func row(_ row: Row, _ db: Database) throws -> ClientRow {
        let id: Client.ID = row["id"]
        return try client(row, try phones(of: id, db), try admins(of: [id], db)[id.value] ?? [])
    }

    /// The clients with these ids in the CRM; aliases do not count.
    static func find(externalIDs: [String], _ db: Database) throws -> [ClientRow] {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT * FROM client WHERE external_id IN (SELECT value FROM json_each(?))
                    """), arguments: [JSONList.of(externalIDs)])
        let ids = rows.map { Client.ID($0["id"]) }
        let numbers = try phones(of: ids, db)
        let people = try admins(of: ids, db)
        return try rows.map { row in
            let id: Int64 = row["id"]
            return try client(row, numbers[id] ?? [], people[id] ?? [])
        }
    }

    private static func admins(
        of ids: [Client.ID], _ db: Database
    ) throws -> [Int64: [(id: Employee.ID, externalID: String?)]] {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT client_id, employee_id, external_id FROM client_admin
                    CROSS JOIN employee ON employee.id = employee_id
                    WHERE client_id IN (SELECT value FROM json_each(?))
                    ORDER BY client_id, position
                    """), arguments: [JSONList.of(ids.map(\.value))])
        var people: [Int64: [(id: Employee.ID, externalID: String?)]] = [:]
        for row in rows {
            people[row[0], default: []].append((id: row[1], externalID: row[2]))
        }
        return people
    }

    private static func client(
        _ row: Row, _ phones: [PhoneNumber], _ admins: [(id: Employee.ID, externalID: String?)]
    ) throws -> ClientRow {
        var details = ClientDetails()
        details.externalID = row["external_id"]
        details.url = row["url"]
        details.otherPhones = try OtherPhones.read(row)
        details.name = row["name"]
        details.company = row["company"]
        details.phones = phones
        details.adminIDs = admins.map(\.id)
        return ClientRow(
            id: row["id"], version: row["version"],
            changedAt: row["changed_at"] ?? row["updated_at"], details: details,
            adminExternalIDs: admins.map(\.externalID),
            createdAt: row["created_at"],
            updatedAt: row["updated_at"])
    }

    static func check(
        _ details: ClientDetails, is id: Client.ID?, by author: Author?, _ db: Database
    ) throws {
        var checks = checks(details)
        if details.adminIDs.count > 50 {
            checks.refuse("admin_employee_ids", ValidationMessage.tooMany(50))
        }
        for admin in details.adminIDs.prefix(50) where try !EmployeeTable.exists(admin, db) {
            checks.refuse("admin_employee_ids", ValidationMessage.noEmployee(admin))
        }
        try checks.throwIfAny()
        try checkExternalID(details, is: id, by: author, db)
    }

    /// Checks and inserts a client.
    ///
    /// - Parameter id: nil: the next one.
    static func insert(
        _ details: ClientDetails, id: Int64? = nil, by author: Author? = nil, at now: Instant,
        _ db: Database
    ) throws -> Client.ID {
        try check(details, is: nil, by: author, db)
        try db.cachedStatement(
            sql: """
                INSERT INTO client (id, external_id, url, name, company, other_phones, created_at,
                    updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(
            arguments: [
                id, details.externalID, details.url, details.name, details.company,
                OtherPhones.text(details.otherPhones), now, now,
            ])
        let id = Client.ID(db.lastInsertedRowID)
        try insertPhones(id, details.phones, db)
        try insertAdmins(id, details, db)
        return id
    }

    /// Checks and writes what changed.
    static func update(
        _ old: ClientRow, to details: ClientDetails, by author: Author?, at now: Instant,
        _ db: Database
    ) throws {
        try check(details, is: old.id, by: author, db)
        try db.cachedStatement(
            sql: """
                UPDATE client SET external_id = ?, url = ?, name = ?, company = ?, other_phones = ?,
                    updated_at = ? WHERE id = ?
                """
        ).execute(
            arguments: [
                details.externalID, details.url, details.name, details.company,
                OtherPhones.text(details.otherPhones), now, old.id,
            ])
        try writeLists(old.id, details, db)
    }

    private static func writeLists(_ id: Client.ID, _ details: ClientDetails, _ db: Database) throws
    {
        try writePhones(id, details.phones, db)
        let former = try admins(of: [id], db)[id.value] ?? []
        guard former.map(\.id) != details.adminIDs else { return }
        try db.cachedStatement(sql: "DELETE FROM client_admin WHERE client_id = ?")
            .execute(arguments: [id])
        try insertAdmins(id, details, db)
    }

    private static func insertAdmins(
        _ id: Client.ID, _ details: ClientDetails, _ db: Database
    ) throws {
        guard !details.adminIDs.isEmpty else { return }
        let insertion = try db.cachedStatement(
            sql: """
                INSERT OR IGNORE INTO client_admin (client_id, position, employee_id)
                VALUES (?, ?, ?)
                """)
        for (position, admin) in details.adminIDs.enumerated() {
            try insertion.execute(arguments: [id, position, admin])
        }
    }
}

extension Store {
    /// The client with this id; nil: there is none, or the viewer does not see it.
    package func client(
        _ id: Client.ID, seenBy viewer: Viewer
    ) throws(StoreError) -> ClientRow? {
        try read { try ClientTable.find(id, seenBy: viewer, $0) }
    }

    /// Adds a client. Older calls of its numbers that have no client are attached to it, unless another
    /// client has the number too.
    ///
    /// - Parameters:
    ///   - author: for the audit and the event; nil: the gateway itself, and no audit line.
    ///   - keeping: keeps the answer to the request; nil: it has no key.
    package func createClient(
        _ details: ClientDetails, by author: Author?, at now: Instant,
        keeping: AnswerKeeping<ClientRow>? = nil
    ) throws(StoreError) -> SaveOutcome<ClientRow> {
        try create(in: ClientTable.self, by: author, at: now, keeping: keeping) {
            try ClientTable.insert(details, by: author, at: now, $0)
        }
    }

    /// Applies `change`. Older calls of new numbers are attached as in `createClient`.
    /// - Parameters:
    ///   - seen: the `updatedAt` the person saw; the outcome is `stale` after a newer save. Nil: no check.
    ///   - author: for the audit and the event; nil: the gateway itself, and no audit line.
    package func updateClient(
        _ id: Client.ID, expecting seen: Instant? = nil, if condition: Precondition = .none,
        by author: Author?, at now: Instant, _ change: @escaping (inout ClientDetails) -> Void
    ) throws(StoreError) -> SaveOutcome<ClientRow> {
        try update(
            in: ClientTable.self, id, expecting: seen, if: condition, by: author, at: now, change)
    }

    /// The client that the CRM knows by this id; nil: there is none.
    package func client(externalID: String) throws(StoreError) -> ClientRow? {
        try read { try ClientTable.find(externalID: externalID, $0) }
    }

    /// Changes the client that the CRM knows by this id as `updateClient` does, or adds it as `createClient` does.
    package func putClient(
        externalID: String, if condition: Precondition = .none, by author: Author, at now: Instant,
        _ change: @escaping (inout ClientDetails) -> Void
    ) throws(StoreError) -> SaveOutcome<PutRecord<ClientRow>> {
        try put(
            in: ClientTable.self, externalID: externalID, if: condition, by: author, at: now, change
        ) {
            try ClientTable.insert($0, at: now, $1)
        }
    }

    /// Deletes the client that the CRM knows by this id.
    ///
    /// - Parameter author: for the audit.
    package func deleteClient(
        externalID: String, if condition: Precondition = .none, by author: Author, at now: Instant
    ) throws(StoreError) -> DeleteOutcome {
        try delete(in: ClientTable.self, externalID: externalID, if: condition, by: author, at: now)
    }

    /// Deletes a client; its calls stay without a client.
    ///
    /// - Parameter author: for the audit.
    package func deleteClient(
        _ id: Client.ID, if condition: Precondition = .none, by author: Author, at now: Instant
    ) throws(StoreError) -> DeleteOutcome {
        try delete(in: ClientTable.self, id, if: condition, by: author, at: now)
    }
}
