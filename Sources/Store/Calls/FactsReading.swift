import CallRules

/// Reads what the rules want to know of a number and of people.
enum FactsReading {
    /// - Parameter own: a lead made by this call does not count (a ringing notice that comes late
    ///   must see what an early one saw); nil: every lead counts.
    static func facts(
        of call: Call, _ direction: Facts.Direction, employee: Employee?,
        `extension`: String?, withoutLeadsOf own: Call.ID?, _ sql: Connection
    ) throws(SQLiteError) -> Facts {
        // Of a number that was erased nothing can be known.
        let number = call.number.madeUp == nil ? call.number : PhoneNumber("")
        var facts = Facts(direction: direction, number: number)
        facts.contactName = call.contactName
        facts.extension = `extension`
        facts.employee = employee
        guard let phone = facts.number.e164 else { return facts }
        facts.client = try client(phone, sql)
        (facts.activeLead, facts.reopenableLead) = try leads(phone, withoutLeadsOf: own, sql)
        return facts
    }

    /// The active owner of an extension.
    static func employee(
        extension: String, _ sql: Connection
    ) throws(SQLiteError) -> Employee? {
        let row = try sql.rows(
            """
            SELECT id, name, language FROM employee
            WHERE extension = ?1 AND active = 1
            """, .text(`extension`))
        guard try row.step() else { return nil }
        defer { row.done() }
        return try employee(row, 0)
    }

    /// Those of `ids` who are active, in that order.
    static func active(_ ids: [Employee.ID], _ sql: Connection) throws(SQLiteError) -> [Employee] {
        var people: [Employee] = []
        for id in ids {
            let row = try sql.rows(
                """
                SELECT id, name, language FROM employee
                WHERE id = ?1 AND active = 1
                """, .int(id.value))
            if try row.step(), let person = try employee(row, 0) { people.append(person) }
            row.done()
        }
        return people
    }

    /// Who may get a lead: the active employees of `ids`, or all of them.
    ///
    /// - Parameter pauses: whether a pause set at Phonet counts.
    static func candidates(
        _ ids: [Employee.ID], pauses: Bool, at now: Instant, _ sql: Connection
    ) throws(SQLiteError) -> [Candidate] {
        let chosen = Set(ids)
        let pausedSince = now.earlier(bySeconds: Candidate.Presence.longestPauseSeconds)
        let row = try sql.rows(
            """
            SELECT id, name, language, coalesce(online_until, 0), last_turn,
                ?1 AND EXISTS (SELECT 1 FROM pause
                    WHERE extension = employee.extension AND is_on = 1 AND at >= ?2)
            FROM employee WHERE active = 1 ORDER BY id
            """, SQLValue(pauses), SQLValue(pausedSince))
        var candidates: [Candidate] = []
        while try row.step() {
            guard let person = try employee(row, 0), ids.isEmpty || chosen.contains(person.id)
            else {
                continue
            }
            let wasSeen = row.int(3) > now.milliseconds
            candidates.append(
                Candidate(
                    employee: person,
                    presence: !wasSeen ? .offline : row.truth(5) ? .paused : .online,
                    lastAssignment: row.intOrNil(4)))
        }
        return candidates
    }

    private static func client(_ phone: String, _ sql: Connection) throws(SQLiteError) -> Client? {
        let row = try sql.rows(
            """
            SELECT client.id, client.name, client.company FROM client_phone
            JOIN client ON client.id = client_phone.client_id
            WHERE client_phone.e164 = ?1 ORDER BY client.id LIMIT 1
            """, .text(phone))
        guard try row.step() else { return nil }
        let (id, name, company) = (Client.ID(row.int(0)), row.text(1), row.textOrNil(2))
        row.done()
        let people = try sql.rows(
            """
            SELECT employee.id, employee.name, employee.language FROM client_admin
            JOIN employee ON employee.id = client_admin.employee_id AND employee.active = 1
            WHERE client_admin.client_id = ?1 ORDER BY client_admin.position
            """, .int(id.value))
        var admins: [Employee] = []
        while try people.step() {
            if let person = try employee(people, 0) { admins.append(person) }
        }
        return Client(id: id, name: name, company: company, admins: admins)
    }

    /// The newest active lead, else the newest that rule R may open: whoever has an active lead
    /// needs no other.
    private static func leads(
        _ phone: String, withoutLeadsOf own: Call.ID?, _ sql: Connection
    ) throws(SQLiteError) -> (active: Lead?, reopenable: Lead?) {
        let row = try sql.rows(
            """
            SELECT lead.id, lead.name, lead_status.kind = 'active', lead.created_at, employee.id,
                employee.name, employee.language
            FROM lead_phone
            JOIN lead ON lead.id = lead_phone.lead_id
            JOIN lead_status ON lead_status.id = lead.status_id AND lead_status.kind <> 'won'
            LEFT JOIN employee ON employee.id = lead.responsible_employee_id AND employee.active = 1
            WHERE lead_phone.e164 = ?1 AND (?2 IS NULL OR lead.call_id IS NOT ?2)
            """, .text(phone), SQLValue(own?.value))
        var best: (rank: (Int64, Int64, Int64), lead: Lead)?
        while try row.step() {
            let rank = (row.int(2), row.int(3), row.int(0))
            guard best.map({ $0.rank < rank }) ?? true else { continue }
            let lead = Lead(
                id: Lead.ID(row.int(0)), name: row.text(1), responsible: try employee(row, 4))
            best = (rank, lead)
        }
        guard let best else { return (nil, nil) }
        return best.rank.0 == 1 ? (best.lead, nil) : (nil, best.lead)
    }

    private static func employee(
        _ row: Statement, _ first: Int32
    ) throws(SQLiteError) -> Employee? {
        guard let id = row.intOrNil(first) else { return nil }
        return Employee(
            id: Employee.ID(id), name: row.text(first + 1),
            language: try row.codeIfPresent(first + 2, "employee.language"))
    }
}
