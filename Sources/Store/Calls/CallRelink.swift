import CallRules

extension CallBook {
    /// Gives the call the client and the lead of the number it has now; what a person attached
    /// stays. Leads that it made for other numbers go to its caller, who may have none, or go away.
    func relink(
        _ call: Call, _ progress: inout CallProgress, at now: Instant
    ) throws(SQLiteError) {
        guard call.number.pseudonym == nil else { return }
        // An internal call has no rules.
        let phone = Facts.Direction(call.direction) == nil ? nil : call.number.e164
        let attached = try CallMerge.attached(progress.id, sql)
        if !attached.client {
            progress.clientID = try phone.flatMap { phone throws(SQLiteError) in
                try ContactLookup.client(phone, sql)?.id
            }
        }
        guard !attached.lead else { return }
        var active = try phone.flatMap { phone throws(SQLiteError) in
            try ContactLookup.leads(phone, withoutLeadsOf: nil, sql).active?.id
        }
        let own = try active.map { lead throws(SQLiteError) in
            try WrongLead.isMade(lead, by: progress.id, sql)
        }
        progress.leadCreated = own ?? false
        for wrong in try WrongLead.all(of: progress, but: phone, sql) {
            if active == nil, let phone {
                try wrong.move(to: phone, at: now, sql)
                active = wrong.lead
                progress.leadCreated = true
            } else {
                try wrong.remove(sql)
            }
        }
        progress.leadID = active
    }
}

/// A lead that a call made for a number that is not its own, and that nobody has worked with: it was
/// not edited, and has no other number and no other call.
private struct WrongLead {
    let lead: Lead.ID
    let phone: String

    /// Those of a call, the oldest first.
    static func all(
        of progress: CallProgress, but phone: String?, _ sql: Connection
    ) throws(SQLiteError) -> [WrongLead] {
        let row = try sql.rows(
            """
            SELECT lead.id, e164 FROM lead JOIN lead_phone ON lead_id = lead.id
            WHERE lead.call_id = ?1 AND origin = 'telephony' AND edited_at IS NULL
                AND external_id IS NULL AND e164 IS NOT ?2
                AND (SELECT count(*) FROM lead_phone AS other WHERE other.lead_id = lead.id) = 1
                AND NOT EXISTS (SELECT 1 FROM call WHERE lead_id = lead.id AND id <> ?1)
                AND NOT EXISTS (SELECT 1 FROM attachment WHERE lead_id = lead.id)
            ORDER BY lead.id
            """, SQLValue(progress.id), SQLValue(phone))
        var found: [WrongLead] = []
        while try row.step() {
            found.append(WrongLead(lead: Lead.ID(row.int(0)), phone: row.text(1)))
        }
        return found
    }

    /// Whether the call made the lead.
    static func isMade(
        _ lead: Lead.ID, by call: Call.ID, _ sql: Connection
    ) throws(SQLiteError) -> Bool {
        let row = try sql.rows(
            "SELECT 1 FROM lead WHERE id = ?1 AND call_id = ?2", SQLValue(lead), SQLValue(call))
        defer { row.done() }
        return try row.step()
    }

    /// Gives it the right number, and its name if that is the number.
    func move(to new: String, at now: Instant, _ sql: Connection) throws(SQLiteError) {
        try sql.run(
            "UPDATE lead_phone SET e164 = ?3 WHERE lead_id = ?1 AND e164 = ?2", SQLValue(lead),
            .text(phone), .text(new))
        try sql.run(
            "UPDATE lead SET name = iif(name = ?2, ?3, name), updated_at = ?4 WHERE id = ?1",
            SQLValue(lead), .text(phone), .text(new), SQLValue(now))
    }

    func remove(_ sql: Connection) throws(SQLiteError) {
        try sql.run("DELETE FROM lead WHERE id = ?1", SQLValue(lead))
    }
}
