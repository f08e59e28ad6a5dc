import CallRules
import Foundation
import GRDBSQLite

/// Read-only connections for the customer lookup, one to a worker at a time.
final class LookupPool: @unchecked Sendable {
    /// More than lookups ever need at once. Others read here, too, and a rush of those must not
    /// leave its memory behind.
    private static let kept = 6

    private let path: String
    private let lock = NSLock()
    private var idle: [Connection] = []
    private var isClosed = false

    init(path: String) {
        self.path = path
    }

    func read<Value>(_ body: (Connection) throws -> Value) throws(StoreError) -> Value {
        do {
            let connection = try lease()
            defer { giveBack(connection) }
            return try body(connection)
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError(error)
        }
    }

    func close() {
        lock.lock()
        let connections = idle
        idle = []
        isClosed = true
        lock.unlock()
        connections.forEach(LookupPool.shut)
    }

    private func lease() throws -> Connection {
        lock.lock()
        let connection = idle.popLast()
        let closed = isClosed
        lock.unlock()
        if closed { throw StoreError.closing }
        return try connection ?? open()
    }

    private func giveBack(_ connection: Connection) {
        lock.lock()
        let isKept = !isClosed && idle.count < LookupPool.kept
        if isKept { idle.append(connection) }
        lock.unlock()
        if !isKept { LookupPool.shut(connection) }
    }

    private func open() throws -> Connection {
        var handle: OpaquePointer?
        let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX
        guard sqlite3_open_v2(path, &handle, flags, nil) == SQLITE_OK, let handle else {
            let error = SQLiteError(handle)
            sqlite3_close_v2(handle)
            throw error
        }
        sqlite3_busy_timeout(handle, 5000)
        let connection = Connection(handle: handle)
        // The inner pages of the indexes and a few leaves: eight connections share the memory bar.
        try connection.run("PRAGMA cache_size = -1000")
        return connection
    }

    private static func shut(_ connection: Connection) {
        connection.forgetStatements()
        sqlite3_close_v2(connection.handle)
    }
}

extension Store {
    /// Who has this number: a client, else an active lead, else nobody (product.md §5).
    ///
    /// One indexed read on a connection of its own; the same cost at 1,000 and 5,000,000 clients.
    package func customer(_ number: PhoneNumber) throws(StoreError) -> CustomerCard? {
        guard let phone = number.e164 else { return nil }
        return try lookups.read { sql in
            try Store.client(phone, sql) ?? Store.lead(phone, sql)
        }
    }

    // Neither query sorts: the keys of the tables already stand in the order that is wanted, and
    // the few leads of one number are compared here.

    private static func client(_ phone: String, _ sql: Connection) throws -> CustomerCard? {
        let row = try sql.rows(
            """
            SELECT client.id, client.external_id, client.name, client.company,
                employee.extension, employee.email
            FROM client_phone
            CROSS JOIN client ON client.id = client_phone.client_id
            LEFT JOIN client_admin ON client_admin.client_id = client.id
            LEFT JOIN employee ON employee.id = client_admin.employee_id
                AND employee.active = 1 AND employee.extension IS NOT NULL
            WHERE client_phone.e164 = ?1
            ORDER BY client_phone.client_id, client_admin.position
            """, .text(phone))
        guard try row.step() else { return nil }
        defer { row.done() }
        let id = row.int(0)
        let externalID = row.textOrNil(1)
        let company = row.text(3)
        let name = company.isEmpty ? row.text(2) : "\(row.text(2)) (\(company))"
        // The first admin who has an extension; those without are rows without an employee.
        var hasAdmin = !row.isNull(4)
        while !hasAdmin, try row.step(), row.int(0) == id { hasAdmin = !row.isNull(4) }
        return CustomerCard(
            subject: .client(Client.ID(id)), externalID: externalID, name: name,
            responsibleExtension: hasAdmin ? row.textOrNil(4) : nil,
            responsibleEmail: hasAdmin ? row.textOrNil(5) : nil)
    }

    private static func lead(_ phone: String, _ sql: Connection) throws -> CustomerCard? {
        let row = try sql.rows(
            """
            SELECT lead.id, lead.external_id, lead.name, employee.extension, employee.email,
                lead.created_at
            FROM lead_phone
            JOIN lead ON lead.id = lead_phone.lead_id
            JOIN lead_status ON lead_status.id = lead.status_id AND lead_status.kind = 'active'
            LEFT JOIN employee ON employee.id = lead.responsible_employee_id
                AND employee.active = 1
            WHERE lead_phone.e164 = ?1
            """, .text(phone))
        var newest: (age: (Int64, Int64), card: CustomerCard)?
        while try row.step() {
            let age = (row.int(5), row.int(0))
            guard newest.map({ $0.age < age }) ?? true else { continue }
            let card = CustomerCard(
                subject: .lead(Lead.ID(row.int(0))), externalID: row.textOrNil(1),
                name: row.text(2), responsibleExtension: row.textOrNil(3),
                responsibleEmail: row.textOrNil(4))
            newest = (age, card)
        }
        return newest?.card
    }
}
