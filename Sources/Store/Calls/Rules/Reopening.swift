import CallRules

/// What rule R did to a lead, as the decision of the call tells: enough to do it anew for another
/// caller, and to take it back.
struct Reopening {
    /// The extension of the caller that the rule saw; nil: none was known.
    let `extension`: String?
    let former: Former

    /// Status and responsible employee of a lead before it was reopened.
    struct Former {
        let status: LeadStatus.ID
        /// Nil: nobody.
        let owner: Employee.ID?

        /// The facts that the decision keeps.
        func facts(_ reopened: ReopenedLead) -> [Fact] {
            [
                Fact("former_status_id", .number(status.value)),
                Fact("former_employee_id", owner.map { .number($0.value) } ?? .none),
                Fact("reopened_status_id", .number(reopened.status.value)),
            ]
        }
    }

    /// Whether the call reopened the lead, whatever became of the lead since.
    static func isOf(
        _ lead: Lead.ID, by call: Call.ID, _ sql: Connection
    ) throws(SQLiteError) -> Bool {
        let row = try sql.rows(
            """
            SELECT 1 FROM decision
            WHERE call_id = ?1 AND rule = 'reopen' AND result = 'reopened'
                AND facts ->> '$.reopenable_lead_id' = ?2
            """, SQLValue(call), SQLValue(lead))
        defer { row.done() }
        return try row.step()
    }

    /// How a call reopened a lead; nil: it did not, or somebody has edited the lead since.
    static func find(
        of lead: Lead.ID, by call: Call.ID, _ sql: Connection
    ) throws(SQLiteError) -> Reopening? {
        let row = try sql.rows(
            """
            SELECT facts ->> '$.extension', facts ->> '$.former_status_id',
                facts ->> '$.former_employee_id'
            FROM decision JOIN lead ON lead.id = ?2
            WHERE decision.call_id = ?1 AND rule = 'reopen' AND result = 'reopened'
                AND facts ->> '$.reopenable_lead_id' = ?2
                AND facts ->> '$.former_status_id' IS NOT NULL
                AND ifnull(edited_at, 0) <= decision.at
            """, SQLValue(call), SQLValue(lead))
        guard try row.step() else { return nil }
        defer { row.done() }
        return Reopening(
            extension: row.textOrNil(0),
            former: Former(
                status: LeadStatus.ID(row.int(1)), owner: row.intOrNil(2).map(Employee.ID.init)))
    }

    /// Closes the lead again that a part of the call reopened: the call is not outgoing, or the lead is
    /// of another number. A lead stays that somebody edited, moved on or called since.
    static func takeBack(
        of call: Call, _ id: Call.ID, at now: Instant, _ sql: Connection
    ) throws(SQLiteError) {
        let phone = call.direction == .outgoing ? call.number.e164 : nil
        let row = try sql.rows(
            """
            SELECT lead.id, facts ->> '$.former_status_id', facts ->> '$.former_employee_id'
            FROM decision
            JOIN lead ON lead.id = facts ->> '$.reopenable_lead_id'
            JOIN lead_status ON lead_status.id = facts ->> '$.former_status_id'
            WHERE decision.call_id = ?1 AND rule = 'reopen' AND result = 'reopened'
                AND lead.status_id = facts ->> '$.reopened_status_id'
                AND ifnull(edited_at, 0) <= decision.at
                AND NOT EXISTS (
                    SELECT 1 FROM lead_phone WHERE lead_phone.lead_id = lead.id AND e164 = ?2)
                AND NOT EXISTS (
                    SELECT 1 FROM call
                    WHERE call.lead_id = lead.id AND call.id <> ?1 AND seen_at >= decision.at)
            """, SQLValue(id), SQLValue(phone))
        guard try row.step() else { return }
        let lead = Lead.ID(row.int(0))
        let former = Former(
            status: LeadStatus.ID(row.int(1)), owner: row.intOrNil(2).map(Employee.ID.init))
        row.done()
        try sql.run(
            "UPDATE lead SET status_id = ?2, updated_at = ?3 WHERE id = ?1", SQLValue(lead),
            SQLValue(former.status), SQLValue(now))
        try CallLeadTable.give(lead, to: former.owner, at: now, sql)
        let reason = Rulings.closedAgain
        try sql.run(
            """
            UPDATE decision SET result = ?2, reason_uk = ?3, reason_en = ?4, at = ?5
            WHERE call_id = ?1 AND rule = 'reopen'
            """, SQLValue(id), .text(Decision.Result.nothing.rawValue), .text(reason.uk),
            .text(reason.en), SQLValue(now))
    }
}

extension Reopening.Former {
    /// Of a lead as it is now; nil: there is no such lead.
    init?(of lead: Lead.ID, _ sql: Connection) throws(SQLiteError) {
        let row = try sql.rows(
            "SELECT status_id, responsible_employee_id FROM lead WHERE id = ?1", SQLValue(lead))
        guard try row.step() else { return nil }
        defer { row.done() }
        self.init(
            status: LeadStatus.ID(row.int(0)), owner: row.intOrNil(1).map(Employee.ID.init))
    }
}
