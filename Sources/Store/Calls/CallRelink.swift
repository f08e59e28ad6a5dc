import CallRules

extension CallBook {
    /// Takes back the leads that rules C and D made for another basis than the call has now. Rule C
    /// decides anew.
    func takeBackLeads(_ call: Call, _ progress: inout CallProgress) throws(SQLiteError) {
        guard call.number.pseudonym == nil else { return }
        // An internal call has no rules.
        let phone = Facts.Direction(call.direction) == nil ? nil : call.number.e164
        let basis = RuleBasis(phone: phone, direction: call.direction, line: call.line)
        for lead in try FormerLead.all(of: progress.id, sql)
        where lead.isOutdated(by: basis, settings.lines) {
            try lead.remove(of: progress.id, sql)
            if progress.leadID == lead.id { progress.leadID = nil }
            progress.leadCreated = false
        }
    }

    /// Gives the call the client and the lead of the number it has now; what a person attached
    /// stays. A lead that rules made for another number is taken back.
    ///
    /// - Parameter runsRules: false: rule C does not decide anew, so a lead of another number goes to
    ///   the call's own number if that has none.
    func relink(
        _ call: Call, _ progress: inout CallProgress, runsRules: Bool, at now: Instant
    ) throws(SQLiteError) {
        guard call.number.pseudonym == nil else { return }
        if runsRules { try takeBackLeads(call, &progress) }
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
            try FormerLead.isMade(lead, by: progress.id, sql)
        }
        progress.leadCreated = own ?? false
        for lead in runsRules ? [] : try FormerLead.all(of: progress.id, sql)
        where lead.phone != phone {
            if active == nil, let phone {
                try lead.move(to: phone, at: now, sql)
                active = lead.id
                progress.leadCreated = true
            } else {
                try lead.remove(of: progress.id, sql)
            }
        }
        progress.leadID = active
    }
}

/// A lead that rules made for a call, and that nobody has worked with: it was not edited, and has no other
/// number and no other call.
private struct FormerLead {
    let id: Lead.ID
    let phone: String
    /// The direction that rule C went by; nil: nothing tells it.
    private let direction: LegDirection?
    /// The line that rule C went by.
    private let line: Line.ID?

    /// Those of a call, the oldest first.
    static func all(of call: Call.ID, _ sql: Connection) throws(SQLiteError) -> [FormerLead] {
        let row = try sql.rows(
            """
            SELECT lead.id, e164, decision.facts ->> '$.direction', decision.facts ->> '$.line_id'
            FROM lead JOIN lead_phone ON lead_id = lead.id
            LEFT JOIN decision ON decision.call_id = lead.call_id AND rule = 'create'
                AND result = 'created' AND decision.facts ->> '$.number' = e164
            WHERE lead.call_id = ?1 AND origin = 'telephony' AND edited_at IS NULL
                AND external_id IS NULL
                AND (SELECT count(*) FROM lead_phone AS other WHERE other.lead_id = lead.id) = 1
                AND NOT EXISTS (SELECT 1 FROM call WHERE lead_id = lead.id AND id <> ?1)
                AND NOT EXISTS (SELECT 1 FROM attachment WHERE lead_id = lead.id)
            GROUP BY lead.id ORDER BY lead.id
            """, SQLValue(call))
        var found: [FormerLead] = []
        while try row.step() {
            let direction: LegDirection? = row.textOrNil(2).map {
                $0 == Facts.Direction.outgoing.rawValue ? .outgoing : .incoming
            }
            found.append(
                FormerLead(
                    id: Lead.ID(row.int(0)), phone: row.text(1), direction: direction,
                    line: row.intOrNil(3).map(Line.ID.init)))
        }
        return found
    }

    /// Whether rule C went by another number, direction or line when it made the lead.
    func isOutdated(by new: RuleBasis, _ lines: LineBook) -> Bool {
        guard phone == new.phone else { return true }
        let line = line.flatMap { lines[$0]?.number }
        return RuleBasis(phone: phone, direction: direction, line: line).isOutdated(by: new, lines)
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
            "UPDATE lead_phone SET e164 = ?3 WHERE lead_id = ?1 AND e164 = ?2", SQLValue(id),
            .text(phone), .text(new))
        try sql.run(
            "UPDATE lead SET name = iif(name = ?2, ?3, name), updated_at = ?4 WHERE id = ?1",
            SQLValue(id), .text(phone), .text(new), SQLValue(now))
    }

    /// Undoes what rules C and D did: the lead, the turn that was spent on it, the notices of it that
    /// wait, and the decisions.
    func remove(of call: Call.ID, _ sql: Connection) throws(SQLiteError) {
        try AssignmentTable.takeBack(id, sql)
        try NoticeTable.takeBackAssigned(id, of: call, sql)
        try sql.run(
            """
            DELETE FROM decision
            WHERE call_id = ?1 AND rule IN ('create', 'distribute', 'correct')
                AND facts ->> '$.number' IS ?2
            """, SQLValue(call), .text(phone))
        try sql.run("DELETE FROM lead WHERE id = ?1", SQLValue(id))
    }
}
