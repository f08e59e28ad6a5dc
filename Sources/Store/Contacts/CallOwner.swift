import CallRules
import GRDB

/// The client or the lead of a call; a call can have both.
package enum CallOwner: Hashable, Sendable {
    case client(Client.ID)
    case lead(Lead.ID)

    /// Its subject in the audit.
    var subject: String { "\(kind)/\(id)" }

    var id: Int64 {
        switch self {
        case .client(let id): id.value
        case .lead(let id): id.value
        }
    }

    /// The column of its id in tables.
    var column: SQL { SQL(sql: "\(kind)_id") }

    /// The column of `attached_call` with the former owner.
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
            literal: """
                SELECT EXISTS (SELECT 1 FROM \(table) WHERE id = \(id))
                    AND NOT EXISTS (SELECT 1 FROM removal WHERE \(column) = \(id))
                """, cached: true
        )
        .fetchOne(db) ?? false
    }

    func countCalls(seenBy viewer: Viewer, _ db: Database) throws -> Int {
        try SQLRequest<Int>(
            literal: """
                SELECT count(*) FROM call WHERE \(column) = \(id) AND \(viewer.calls().orTrue)
                """, cached: true
        )
        .fetchOne(db) ?? 0
    }

    /// Whether another client, or another active lead, has this number.
    func shares(_ phone: String, _ db: Database) throws -> Bool {
        let others: SQL =
            switch self {
            case .client(let id): "client_id <> \(id)"
            case .lead(let id): "lead_id <> \(id)"
            }
        return try SQLRequest<Bool>(
            literal: """
                SELECT EXISTS (
                    SELECT 1 FROM contact_by_phone WHERE e164 = \(phone) AND \(others))
                """, cached: true
        ).fetchOne(db) ?? false
    }

    /// Adds a number at the end of the contact card.
    /// - Returns: false when the card has it already.
    func write(_ phone: String, at now: Instant, _ db: Database) throws -> Bool {
        switch self {
        case .client(let id): try ClientTable.add(PhoneNumber(phone), to: id, at: now, db)
        case .lead(let id): try LeadTable.add(PhoneNumber(phone), to: id, at: now, db)
        }
    }
}
