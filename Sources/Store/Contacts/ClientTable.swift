import CallRules
import GRDB

/// What a person decides about a client.
package struct ClientDetails: Hashable, Sendable {
    /// The CRM's id; unique; at most 100 characters.
    package var externalID: String?
    /// 1…200 characters.
    package var name = ""
    /// 1…200 characters.
    package var company: String?
    /// At most 20, each with an E.164 form; stored in that form, each once.
    package var phones: [PhoneNumber] = []
    /// The employees responsible for the client, in order; at most 50.
    package var adminIDs: [Employee.ID] = []

    package init() {}
}

/// A client as stored.
package struct ClientRow: Hashable, Sendable {
    package let id: Client.ID
    package let details: ClientDetails
    package let createdAt: Instant
    package let updatedAt: Instant
}

enum ClientTable {
    static func find(_ id: Client.ID, _ db: Database) throws -> ClientRow? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM client WHERE id = ?"), arguments: [id.value]
        )
        .map { try row($0, db) }
    }

    static func row(_ row: Row, _ db: Database) throws -> ClientRow {
        let id: Int64 = row["id"]
        var details = ClientDetails()
        details.externalID = row["external_id"]
        details.name = row["name"]
        details.company = row["company"]
        details.phones = try String.fetchAll(
            db.cachedStatement(
                sql: "SELECT e164 FROM client_phone WHERE client_id = ? ORDER BY position"),
            arguments: [id]
        ).map { PhoneNumber($0) }
        details.adminIDs = try Int64.fetchAll(
            db.cachedStatement(
                sql: "SELECT employee_id FROM client_admin WHERE client_id = ? ORDER BY position"),
            arguments: [id]
        ).map { Employee.ID($0) }
        return ClientRow(
            id: Client.ID(id), details: details,
            createdAt: Instant(milliseconds: row["created_at"]),
            updatedAt: Instant(milliseconds: row["updated_at"]))
    }

    static func check(_ details: ClientDetails, is id: Client.ID?, _ db: Database) throws {
        var checks = FieldChecks()
        checks.line("external_id", details.externalID, 1...100)
        checks.line("name", details.name, 1...200)
        checks.line("company", details.company, 1...200)
        checks.phones(details.phones)
        if details.adminIDs.count > 50 {
            checks.refuse("admin_employee_ids", ValidationMessage.tooMany(50))
        }
        for admin in details.adminIDs.prefix(50) where try !EmployeeTable.exists(admin, db) {
            checks.refuse("admin_employee_ids", ValidationMessage.noEmployee(admin))
        }
        try checks.throwIfAny()
        let other = try SQLRequest<String>(
            literal: """
                SELECT name FROM client
                WHERE external_id = \(details.externalID) AND id <> \(id?.value ?? 0)
                """
        ).fetchOne(db)
        if let other {
            throw Refusal.conflict([FieldProblem("external_id", ValidationMessage.taken(by: other))]
            )
        }
    }

    /// The new row, checked.
    ///
    /// - Parameter id: nil: the next one.
    static func insert(
        _ details: ClientDetails, id: Int64? = nil, at now: Instant, _ db: Database
    ) throws -> Client.ID {
        try check(details, is: nil, db)
        try db.execute(
            sql: """
                INSERT INTO client (id, external_id, name, company, created_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                id, details.externalID, details.name, details.company, now.milliseconds,
                now.milliseconds,
            ])
        let id = Client.ID(db.lastInsertedRowID)
        try writeLists(id, details, db)
        return id
    }

    /// Checks and writes what changed.
    static func update(
        _ old: ClientRow, to details: ClientDetails, at now: Instant, _ db: Database
    ) throws {
        try check(details, is: old.id, db)
        try db.execute(
            sql: """
                UPDATE client SET external_id = ?, name = ?, company = ?, updated_at = ?
                WHERE id = ?
                """,
            arguments: [
                details.externalID, details.name, details.company, now.milliseconds, old.id.value,
            ])
        try writeLists(old.id, details, db)
    }

    /// What was just written.
    static func saved(_ id: Client.ID, _ db: Database) throws -> ClientRow {
        guard let row = try find(id, db) else { throw Refusal.missing }
        return row
    }

    static func audit(
        _ action: AuditAction, of id: Client.ID, by author: Author?, at now: Instant,
        _ db: Database
    ) throws {
        guard let author else { return }
        try AuditTable.insert(action, by: author, to: "client/\(id.value)", at: now, db)
    }

    static func writeLists(_ id: Client.ID, _ details: ClientDetails, _ db: Database) throws {
        try db.execute(
            sql: "DELETE FROM client_phone WHERE client_id = ?", arguments: [id.value])
        for (position, phone) in details.phones.distinctE164.enumerated() {
            try db.execute(
                sql: "INSERT INTO client_phone (e164, client_id, position) VALUES (?, ?, ?)",
                arguments: [phone, id.value, position])
        }
        try db.execute(
            sql: "DELETE FROM client_admin WHERE client_id = ?", arguments: [id.value])
        for (position, admin) in details.adminIDs.enumerated() {
            try db.execute(
                sql: """
                    INSERT OR IGNORE INTO client_admin (client_id, position, employee_id)
                    VALUES (?, ?, ?)
                    """,
                arguments: [id.value, position, admin.value])
        }
    }
}

extension Store {
    package func client(_ id: Client.ID) throws(StoreError) -> ClientRow? {
        try read { try ClientTable.find(id, $0) }
    }

    /// Adds a client. Older calls of their numbers that are nobody's become theirs, unless somebody else
    /// has the number, too.
    ///
    /// - Parameter author: for the audit; nil leaves no line there.
    package func createClient(
        _ details: ClientDetails, by author: Author? = nil, at now: Instant
    ) throws(StoreError) -> SaveOutcome<ClientRow> {
        try saveWithOlderCalls { transaction in
            let db = transaction.db
            let id = try ClientTable.insert(details, at: now, db)
            try ClientTable.audit(.clientAdded, of: id, by: author, at: now, db)
            let calls = try OlderCalls.attach(
                details.phones, to: .client(id), by: author, at: now, transaction)
            return (try ClientTable.saved(id, db), calls)
        }
    }

    /// Changes what `change` changes. Numbers that are new bring their older calls along, as in
    /// `createClient`.
    ///
    /// - Parameters:
    ///   - seen: the `updatedAt` the person saw; nil saves over whatever is there.
    ///   - author: for the audit; nil leaves no line there.
    package func updateClient(
        _ id: Client.ID, expecting seen: Instant? = nil, by author: Author? = nil,
        at now: Instant, _ change: @escaping (inout ClientDetails) -> Void
    ) throws(StoreError) -> SaveOutcome<ClientRow> {
        try saveWithOlderCalls { transaction in
            let db = transaction.db
            guard let old = try ClientTable.find(id, db) else { throw Refusal.missing }
            try old.updatedAt.expect(seen)
            var details = old.details
            change(&details)
            try ClientTable.update(old, to: details, at: now, db)
            if details != old.details {
                try ClientTable.audit(.clientChanged, of: id, by: author, at: now, db)
            }
            let calls = try OlderCalls.attach(
                details.phones.filter { !old.details.phones.has($0) }, to: .client(id),
                by: author, at: now, transaction)
            return (try ClientTable.saved(id, db), calls)
        }
    }

    /// The client's calls stay, without the client; `author` is for the audit.
    package func deleteClient(
        _ id: Client.ID, by author: Author, at now: Instant
    ) throws(StoreError) -> DeleteOutcome {
        let entry = DeletionEntry(
            action: .clientDeleted, subject: "client/\(id.value)", author: author, at: now)
        return try delete(from: "client", id: id.value, entry: entry) { _ in [] }
    }
}
