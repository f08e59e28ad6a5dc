import CallRules
import GRDB
import JSONText

/// The contact card of a client.
package struct ClientCard: Sendable {
    package let client: ClientRow
    /// Number of its calls that the viewer sees.
    package let calls: Int
    /// Others with one of its numbers.
    package let sharing: NumberSharing
    /// Attachments that can be undone, the latest first; at most five.
    package let attachments: [CallAttachment]
}

/// The contact card of a lead.
package struct LeadCard: Sendable {
    package let lead: LeadRow
    /// Uuid of the call that made it; nil: no call did, or the viewer does not see it.
    package let callUUID: String?
    /// Number of its calls that the viewer sees.
    package let calls: Int
    /// Others with one of its numbers.
    package let sharing: NumberSharing
    /// Attachments that can be undone, the latest first; at most five.
    package let attachments: [CallAttachment]
    /// The decisions that changed the lead, in order; at most twenty.
    package let decisions: [DecisionRow]
    /// The assignments of the lead, in order; at most twenty.
    package let turns: [AssignmentRow]
}

/// Other clients and leads that the viewer sees, with one of the numbers; at most twenty of each kind.
package struct NumberSharing: Sendable {
    package let clients: [ClientRow]
    package let leads: [LeadRow]

    init(
        _ phones: [PhoneNumber], besides owner: CallOwner, seenBy viewer: Viewer, _ db: Database
    ) throws {
        clients = try NumberMatches.clients(phones.distinctE164, seenBy: viewer, db)
            .filter { owner != .client($0.id) }
        leads = try NumberMatches.leads(phones.distinctE164, seenBy: viewer, db)
            .filter { owner != .lead($0.id) }
    }
}

/// An assignment as stored: who got a lead by rule D, and who was skipped.
package struct AssignmentRow: Hashable, Sendable {
    /// Nil: no employee was available, or the employee was deleted since.
    package let employee: Employee.ID?
    /// The distribution mode that was in force.
    package let mode: DistributionMode
    /// The candidates who did not get the lead, and why.
    package let skipped: [Assignment.Skipped]
    /// When the lead was assigned.
    package let at: Instant
}

extension Store {
    /// The contact card of a client; nil: there is no such client, or the viewer does not see it.
    package func clientCard(
        _ id: Client.ID, seenBy viewer: Viewer
    ) throws(StoreError) -> ClientCard? {
        try read { db in
            try ClientTable.find(id, seenBy: viewer, db).map { client in
                ClientCard(
                    client: client, calls: try CallOwner.client(id).countCalls(seenBy: viewer, db),
                    sharing: try NumberSharing(
                        client.details.phones, besides: .client(id), seenBy: viewer, db),
                    attachments: try AttachmentTable.list("client_id = \(id)", limit: 5, db))
            }
        }
    }

    /// The contact card of a lead; nil: there is no such lead, or the viewer does not see it.
    package func leadCard(
        _ id: Lead.ID, seenBy viewer: Viewer
    ) throws(StoreError) -> LeadCard? {
        try read { db in
            try LeadTable.find(id, seenBy: viewer, db).map { lead in
                LeadCard(
                    lead: lead,
                    callUUID: try lead.callUUID.flatMap {
                        try CallRow.find(spelt: $0, seenBy: viewer, db)?.uuid
                    },
                    calls: try CallOwner.lead(id).countCalls(seenBy: viewer, db),
                    sharing: try NumberSharing(
                        lead.details.phones, besides: .lead(id), seenBy: viewer, db),
                    attachments: try AttachmentTable.list("lead_id = \(id)", limit: 5, db),
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
            arguments: [lead]
        ).map { row in
            AssignmentRow(
                employee: row["employee_id"],
                mode: try row.code("mode"),
                skipped: try skipped(row["skipped"]), at: row["at"])
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
