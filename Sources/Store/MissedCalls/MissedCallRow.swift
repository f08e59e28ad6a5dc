import CallRules
import GRDB

/// A missed-call case as the CRM reads it.
package struct MissedCallRow: Hashable, Sendable {
    package let id: MissedCase.ID
    /// Grows with each change that has an event.
    package let version: Int64
    /// When it last changed as the CRM sees it.
    package let changedAt: Instant
    /// E.164.
    package let phone: String
    package let state: MissedCase.State
    /// The client with the number; nil: none.
    package let client: CustomerCard?
    /// The newest active lead with the number; nil: none.
    package let lead: CustomerCard?
    /// The first missed call; nil when it was deleted.
    package let callUUID: String?
    /// When the first missed call began.
    package let openedAt: Instant
    /// When a conversation ended it, or up to when a closing covers missed calls; nil: it is open.
    package let closedAt: Instant?
    /// Who talked, or who closed it by hand; nil: it is open, or nobody known.
    package let closedBy: String?
    /// Why it was closed by hand; nil: it was not.
    package let reason: CaseClosing.Reason?

    /// What Phonet calls the line of its first missed call; nil: not known.
    package let line: String?

    /// Seconds until it ended, within the hours of its line; nil: it is open.
    package func waitingSeconds(_ clocks: WorkingClocks) -> Int? {
        closedAt.map { clocks.of(line).seconds(from: openedAt, to: $0) }
    }

    /// Whether it was missed within the hours of its line.
    package func isWithinHours(_ clocks: WorkingClocks) -> Bool {
        clocks.of(line).isOpen(at: openedAt)
    }
}

/// Which missed-call cases to list for the CRM; nil means any.
package struct MissedCallFilter: Hashable, Sendable {
    package var state: MissedCase.State?
    package var phone: PhoneNumber?
    /// True: missed within working hours; false: outside of them.
    package var isWithinHours: Bool?
    /// Changed at this moment or later, the earliest change first; nil: any, by id.
    package var changedAfter: Instant?

    package init() {}
}

extension Store {
    /// Missed-call cases by id, or by their last change.
    package func missedCalls(
        _ filter: MissedCallFilter, _ page: Pagination
    ) throws(StoreError) -> Page<MissedCallRow> {
        try read { db in
            var conditions: [SQL] = []
            if let state = filter.state {
                conditions.append("missed_case.state = \(state.rawValue)")
            }
            if let phone = filter.phone { conditions.append("missed_case.phone = \(phone.e164)") }
            if let isWithinHours = filter.isWithinHours {
                conditions.append(
                    "in_working_hours(missed_case.opened_at, first.trunk) = \(isWithinHours)")
            }
            var order: SQL = "missed_case.id"
            if let since = filter.changedAfter {
                order = "\(MissedCallRow.moment), missed_case.id"
                conditions.append("\(MissedCallRow.moment) >= \(since)")
                if let after = page.after {
                    conditions.append("(\(order)) > (\(after.rank ?? .min), \(after.id))")
                }
            } else if let after = page.after {
                conditions.append("missed_case.id > \(after.id)")
            }
            let rows = try MissedCallRow.list(
                "\(conditions.allHold) ORDER BY \(order) LIMIT \(page.limit + 1)", db)
            return Page(rows, limit: page.limit) {
                filter.changedAfter == nil
                    ? Cursor(id: $0.id.value) : ChangedRows.cursor($0.changedAt, $0.id.value)
            }
        }
    }

    /// Nil when there is no case with this id.
    package func missedCall(_ id: MissedCase.ID) throws(StoreError) -> MissedCallRow? {
        try read { try MissedCallRow.find(id, $0) }
    }
}

extension MissedCallRow {
    /// As in the index `missed_case_changed`.
    fileprivate static let moment: SQL = """
        ifnull(missed_case.changed_at, ifnull(missed_case.ended_at, missed_case.last_missed_at))
        """

    static func find(_ id: MissedCase.ID, _ db: Database) throws -> MissedCallRow? {
        try list("missed_case.id = \(id)", db).first
    }

    /// - Parameter condition: may continue with ORDER BY and LIMIT.
    fileprivate static func list(_ condition: SQL, _ db: Database) throws -> [MissedCallRow] {
        try SQLRequest<Row>(
            literal: """
                SELECT missed_case.*, \(moment) AS moment, first.uuid AS call_uuid,
                    first.trunk AS first_trunk,
                    client.id AS client_id, client.external_id AS client_external_id,
                    client.name AS client_name, client.url AS client_url,
                    lead.id AS lead_id, lead.external_id AS lead_external_id,
                    lead.name AS lead_name, lead.url AS lead_url,
                    \(sql: CaseClosingTable.reason) AS reason,
                    ifnull(case_closing.actor, answerer.name) AS closed_by
                FROM missed_case
                \(MissedCaseRow.contacts)
                LEFT JOIN call AS first ON first.id = missed_case.first_call_id
                LEFT JOIN call AS answer ON answer.id = missed_case.returned_by_call_id
                LEFT JOIN employee AS answerer ON answerer.id = answer.employee_id
                LEFT JOIN case_closing ON case_closing.id = missed_case.closing_id
                WHERE \(condition)
                """, cached: true
        ).fetchAll(db).map { try MissedCallRow($0) }
    }

    private init(_ row: Row) throws {
        id = row["id"]
        version = row["version"]
        changedAt = row["moment"]
        phone = row["phone"]
        state = try row.code("state")
        client = (row["client_id"] as Client.ID?).map {
            CustomerCard(
                subject: .client($0), externalID: row["client_external_id"],
                url: row["client_url"], name: row["client_name"])
        }
        lead = (row["lead_id"] as Lead.ID?).map {
            CustomerCard(
                subject: .lead($0), externalID: row["lead_external_id"],
                url: row["lead_url"], name: row["lead_name"])
        }
        callUUID = row["call_uuid"]
        openedAt = row["opened_at"]
        closedAt = row["ended_at"]
        closedBy = row["closed_by"]
        reason = try row.codeIfPresent("reason")
        line = row["first_trunk"]
    }
}
