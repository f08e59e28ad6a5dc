import CallRules

/// Leads made and changed by rules; people and the API use `LeadTable`.
enum CallLeadTable {
    /// Makes a lead in the default status that refers to its call.
    static func insert(
        _ new: NewLead, responsible: Employee?, call: Call.ID, at now: Instant, _ sql: Connection
    ) throws(SQLiteError) -> Lead {
        try sql.run(
            """
            INSERT INTO lead (name, status_id, source_id, responsible_employee_id, origin, call_id,
                created_at, updated_at)
            SELECT ?1, id, ?2, ?3, 'telephony', ?4, ?5, ?5 FROM lead_status WHERE is_default = 1
            """,
            .text(new.name), SQLValue(new.sourceID), SQLValue(responsible?.id),
            SQLValue(call), SQLValue(now))
        let id = Lead.ID(sql.lastInsertedID)
        try sql.run(
            "INSERT INTO lead_phone (e164, lead_id, position) VALUES (?1, ?2, 0)",
            .text(new.phone), SQLValue(id))
        return Lead(id: id, name: new.name, responsible: responsible)
    }

    /// Rule R.
    static func reopen(
        _ reopened: ReopenedLead, at now: Instant, _ sql: Connection
    ) throws(SQLiteError) {
        try sql.run(
            """
            UPDATE lead SET status_id = ?2, updated_at = ?3,
                responsible_employee_id = coalesce(?4, responsible_employee_id)
            WHERE id = ?1
            """,
            SQLValue(reopened.lead), SQLValue(reopened.status), SQLValue(now),
            SQLValue(reopened.owner?.id))
    }

    /// Makes an employee responsible; nil: nobody, also when the employee is gone.
    static func give(
        _ lead: Lead.ID, to owner: Employee.ID?, at now: Instant, _ sql: Connection
    ) throws(SQLiteError) {
        try sql.run(
            """
            UPDATE lead SET updated_at = ?3,
                responsible_employee_id = (SELECT id FROM employee WHERE id = ?2)
            WHERE id = ?1 AND responsible_employee_id IS NOT ?2
            """, SQLValue(lead), SQLValue(owner), SQLValue(now))
    }

    /// The lead a call made; nil once somebody edited it, and for a lead of another call that a person
    /// gave this one.
    static func untouched(
        _ lead: Lead.ID, by call: Call.ID, _ sql: Connection
    ) throws(SQLiteError) -> MadeLead? {
        let row = try sql.rows(
            """
            SELECT responsible_employee_id, source_id,
                EXISTS (SELECT 1 FROM turn WHERE turn.lead_id = lead.id)
                    OR EXISTS (SELECT 1 FROM decision
                        WHERE decision.call_id = lead.call_id AND rule = 'distribute'
                            AND facts ->> '$.chosen_by' IN ('client_admin', 'former_owner')),
                name
            FROM lead WHERE id = ?1 AND call_id = ?2 AND edited_at IS NULL
            """, SQLValue(lead), SQLValue(call))
        guard try row.step() else { return nil }
        defer { row.done() }
        return MadeLead(
            name: row.text(3), responsible: row.intOrNil(0).map(Employee.ID.init),
            sourceID: row.intOrNil(1).map(LeadSource.ID.init), wasDistributed: row.truth(2))
    }

    /// The responsible employee of a lead; nil: none, or there is no such lead.
    static func responsible(
        for lead: Lead.ID?, _ sql: Connection
    ) throws(SQLiteError) -> Employee.ID? {
        guard let lead else { return nil }
        let row = try sql.rows(
            "SELECT responsible_employee_id FROM lead WHERE id = ?1", SQLValue(lead))
        guard try row.step() else { return nil }
        defer { row.done() }
        return row.intOrNil(0).map(Employee.ID.init)
    }

    static func correct(
        _ lead: Lead.ID, _ wanted: MadeLead, at now: Instant, _ sql: Connection
    ) throws(SQLiteError) {
        try sql.run(
            """
            UPDATE lead SET responsible_employee_id = ?2, source_id = ?3, updated_at = ?4, name = ?5
            WHERE id = ?1
            """,
            SQLValue(lead), SQLValue(wanted.responsible),
            SQLValue(wanted.sourceID), SQLValue(now), .text(wanted.name))
    }
}
