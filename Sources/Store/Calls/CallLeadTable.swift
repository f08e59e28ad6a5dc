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

    /// Rule R; the responsible employee stays.
    static func reopen(
        _ lead: Lead.ID, to status: LeadStatus.ID, at now: Instant, _ sql: Connection
    ) throws(SQLiteError) {
        try sql.run(
            "UPDATE lead SET status_id = ?2, updated_at = ?3 WHERE id = ?1", SQLValue(lead),
            SQLValue(status), SQLValue(now))
    }

    /// The lead a call made; nil once somebody edited it.
    static func untouched(_ lead: Lead.ID, _ sql: Connection) throws(SQLiteError) -> MadeLead? {
        let row = try sql.rows(
            """
            SELECT responsible_employee_id, source_id,
                EXISTS (SELECT 1 FROM turn WHERE turn.lead_id = lead.id)
            FROM lead WHERE id = ?1 AND edited_at IS NULL
            """, SQLValue(lead))
        guard try row.step() else { return nil }
        defer { row.done() }
        return MadeLead(
            responsible: row.intOrNil(0).map(Employee.ID.init),
            sourceID: row.intOrNil(1).map(LeadSource.ID.init), wasDistributed: row.truth(2))
    }

    static func correct(
        _ lead: Lead.ID, _ wanted: MadeLead, at now: Instant, _ sql: Connection
    ) throws(SQLiteError) {
        try sql.run(
            """
            UPDATE lead SET responsible_employee_id = ?2, source_id = ?3, updated_at = ?4
            WHERE id = ?1
            """,
            SQLValue(lead), SQLValue(wanted.responsible),
            SQLValue(wanted.sourceID), SQLValue(now))
    }
}
