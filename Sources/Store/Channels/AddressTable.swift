import CallRules
import GRDB

/// The table whose row ids are the addresses of a channel: `delivery.address` is such an id.
enum AddressTable: Hashable, Sendable {
    /// A table of the channel's own. It has the columns `id`, `employee_id`, `last_delivered_at`,
    /// `failure` and `failure_details`, ids that are given once, and an AFTER DELETE trigger that sets
    /// `delivery.address` to NULL in what waits or is being sent.
    case own(String)
    /// `employee`: the channel finds the address in the employee's row. `condition` is SQL on that
    /// row, true for employees with an address. Results are not stored with the address.
    case employee(where: String)
    /// `webhook_endpoint`: addresses of programs, not of people. No notice goes to them.
    case endpoints

    /// SQL that selects the `id` of each address of the employee with the id `?1`.
    var ofEmployee: String {
        switch self {
        case .own(let table): "SELECT id FROM \(table) WHERE employee_id = ?1"
        case .employee(let condition): "SELECT id FROM employee WHERE id = ?1 AND \(condition)"
        case .endpoints: "SELECT id FROM webhook_endpoint WHERE ?1 IS NULL AND 0"
        }
    }

    /// True when this address belongs to the employee.
    func has(_ address: Int64, of employee: Employee.ID, _ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT ?2 IN (\(ofEmployee))"),
            arguments: [employee, address]) ?? false
    }

    /// Stores the time of a successful delivery and clears the failure of the address.
    func noteDelivery(_ address: Int64, at now: Instant, _ db: Database) throws {
        let table: String
        switch self {
        case .own(let own): table = own
        case .employee: return
        case .endpoints: return try WebhookEndpointTable.noteDelivery(address, at: now, db)
        }
        try db.execute(
            sql: """
                UPDATE \(table)
                SET last_delivered_at = ?, failure = NULL, failure_details = NULL WHERE id = ?
                """,
            arguments: [now, address])
    }

    /// Stores why the last delivery to an address failed.
    func note(
        _ failure: DeliveryFailure, _ address: Int64, at now: Instant, _ db: Database
    ) throws {
        let table: String
        switch self {
        case .own(let own): table = own
        case .employee: return
        case .endpoints: return try WebhookEndpointTable.note(failure, address, at: now, db)
        }
        try db.execute(
            sql: "UPDATE \(table) SET failure = ?, failure_details = ? WHERE id = ?",
            arguments: [failure.code.rawValue, failure.details, address])
    }

    /// Deletes an address the service no longer knows; an employee's row stays, and an endpoint is
    /// switched off.
    func remove(_ address: Int64, at now: Instant, _ db: Database) throws {
        let table: String
        switch self {
        case .own(let own): table = own
        case .employee: return
        case .endpoints: return try WebhookEndpointTable.switchOff(address, .gone, at: now, db)
        }
        try db.execute(sql: "DELETE FROM \(table) WHERE id = ?", arguments: [address])
    }
}
