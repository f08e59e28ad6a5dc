import CallRules
import GRDB
import JSONText

/// A client with what belongs to them.
package struct ClientCard: Sendable {
    package let client: ClientRow
    /// How many they have.
    package let calls: Int
    /// Who else has one of the numbers.
    package let sharing: NumberSharing
    /// Calls that were attached and can be taken back, the latest first; at most five.
    package let attachments: [CallAttachment]
}

/// A lead with what belongs to it.
package struct LeadCard: Sendable {
    package let lead: LeadRow
    /// How many it has.
    package let calls: Int
    /// Who else has one of the numbers.
    package let sharing: NumberSharing
    /// Calls that were attached and can be taken back, the latest first; at most five.
    package let attachments: [CallAttachment]
    /// What rules did to the lead, in their order; at most twenty.
    package let decisions: [DecisionRow]
    /// Who got the lead by distribution, in their order; at most twenty.
    package let turns: [AssignmentRow]
}

/// Others who have one of somebody's numbers; at most twenty of each kind.
package struct NumberSharing: Sendable {
    package let clients: [ClientRow]
    package let leads: [LeadRow]

    init(_ phones: [PhoneNumber], besides owner: CallOwner, _ db: Database) throws {
        clients = try NumberMatches.clients(phones.distinctE164, db)
            .filter { owner != .client($0.id) }
        leads = try NumberMatches.leads(phones.distinctE164, db).filter { owner != .lead($0.id) }
    }
}

/// Who got a lead by distribution, and who was passed over.
package struct AssignmentRow: Hashable, Sendable {
    /// Nil: nobody could, or the person was deleted since.
    package let employee: Employee.ID?
    package let mode: DistributionMode
    package let skipped: [Assignment.Skipped]
    package let at: Instant
}

extension Store {
    package func clientCard(_ id: Client.ID) throws(StoreError) -> ClientCard? {
        try read { db in
            try ClientTable.find(id, db).map { client in
                ClientCard(
                    client: client, calls: try CallOwner.client(id).countCalls(db),
                    sharing: try NumberSharing(client.details.phones, besides: .client(id), db),
                    attachments: try AttachmentTable.list("client_id = \(id.value)", limit: 5, db))
            }
        }
    }

    package func leadCard(_ id: Lead.ID) throws(StoreError) -> LeadCard? {
        try read { db in
            try LeadTable.find(id, db).map { lead in
                LeadCard(
                    lead: lead, calls: try CallOwner.lead(id).countCalls(db),
                    sharing: try NumberSharing(lead.details.phones, besides: .lead(id), db),
                    attachments: try AttachmentTable.list("lead_id = \(id.value)", limit: 5, db),
                    decisions: try DecisionRow.changes(of: id, db),
                    turns: try AssignmentRow.of(id, db))
            }
        }
    }
}

extension AssignmentRow {
    fileprivate static func of(_ lead: Lead.ID, _ db: Database) throws -> [AssignmentRow] {
        try Row.fetchAll(
            db.cachedStatement(sql: "SELECT * FROM turn WHERE lead_id = ? ORDER BY id LIMIT 20"),
            arguments: [lead.value]
        ).map { row in
            AssignmentRow(
                employee: (row["employee_id"] as Int64?).map(Employee.ID.init),
                mode: try row.code("mode"),
                skipped: try skipped(row["skipped"]), at: Instant(milliseconds: row["at"]))
        }
    }

    private static func skipped(_ document: String) throws -> [Assignment.Skipped] {
        let unknown = UnknownCode(column: "turn.skipped", value: document, type: "list of skipped")
        guard case .list(let people)? = try? JSON.read(Array(document.utf8), .strict) else {
            throw unknown
        }
        return try people.map { person in
            guard case .integer(let id)? = person["employee_id"],
                case .string(let text)? = person["why"], let why = Assignment.Why(rawValue: text)
            else { throw unknown }
            return Assignment.Skipped(employee: Employee.ID(id), why: why)
        }
    }
}
