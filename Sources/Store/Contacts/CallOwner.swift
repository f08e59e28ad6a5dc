import CallRules
import GRDB

/// Whose calls can be: a client's and a lead's, each apart from the other.
package enum CallOwner: Hashable, Sendable {
    case client(Client.ID)
    case lead(Lead.ID)

    /// As the audit names it.
    var subject: String { "\(kind)/\(id)" }

    var id: Int64 {
        switch self {
        case .client(let id): id.value
        case .lead(let id): id.value
        }
    }

    /// Where the id stands in tables.
    var column: SQL { SQL(sql: "\(kind)_id") }

    /// Where the ledger of attached calls says whose a call was before.
    var formerColumn: SQL { SQL(sql: "from_\(kind)_id") }

    /// The table itself.
    var table: SQL { SQL(sql: kind) }

    private var kind: String {
        switch self {
        case .client: "client"
        case .lead: "lead"
        }
    }

    func exists(_ db: Database) throws -> Bool {
        try SQLRequest<Bool>(
            literal: "SELECT EXISTS (SELECT 1 FROM \(table) WHERE id = \(id))", cached: true
        )
        .fetchOne(db) ?? false
    }

    func countCalls(_ db: Database) throws -> Int {
        try SQLRequest<Int>(
            literal: "SELECT count(*) FROM call WHERE \(column) = \(id)", cached: true
        )
        .fetchOne(db) ?? 0
    }

    /// Whether somebody else has this number: another client, or another lead that is open.
    func shares(_ phone: String, _ db: Database) throws -> Bool {
        let others: SQL =
            switch self {
            case .client(let id):
                """
                SELECT 1 FROM client_phone WHERE e164 = \(phone) AND client_id <> \(id.value)
                """
            case .lead(let id):
                """
                SELECT 1 FROM lead_phone JOIN lead ON lead.id = lead_phone.lead_id
                JOIN lead_status ON lead_status.id = lead.status_id AND lead_status.kind = 'active'
                WHERE lead_phone.e164 = \(phone) AND lead.id <> \(id.value)
                """
            }
        return try SQLRequest<Bool>(literal: "SELECT EXISTS (\(others))").fetchOne(db) ?? false
    }

    /// Writes a number at the end of the card.
    ///
    /// - Returns: false when it stands there already.
    func write(_ phone: String, at now: Instant, _ db: Database) throws -> Bool {
        switch self {
        case .client(let id):
            let old = try ClientTable.saved(id, db)
            var details = old.details
            guard !details.phones.has(PhoneNumber(phone)) else { return false }
            details.phones.append(PhoneNumber(phone))
            try ClientTable.update(old, to: details, at: now, db)
        case .lead(let id):
            let old = try LeadTable.saved(id, db)
            var details = old.details
            guard !details.phones.has(PhoneNumber(phone)) else { return false }
            details.phones.append(PhoneNumber(phone))
            try LeadTable.update(old, to: details, at: now, db)
        }
        return true
    }
}
