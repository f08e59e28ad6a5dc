import CallRules

/// Reads the facts of the rules: the contact of a number, and employees.
enum FactsReading {
    /// - Parameter own: a lead made by this call does not count, so that a late ringing notice sees
    ///   the same facts as an early one; nil: every lead counts.
    /// - Parameter line: of the call; nil: not known.
    static func facts(
        of call: Call, _ direction: Facts.Direction, employee: Employee?,
        `extension`: String?, withoutLeadsOf own: Call.ID?, on line: Line?,
        _ sql: Connection
    ) throws(SQLiteError) -> Facts {
        // The facts of an erased number are empty.
        let number = call.number.pseudonym == nil ? call.number : PhoneNumber("")
        var facts = Facts(direction: direction, number: number)
        facts.contactName = call.contactName
        facts.lineName = line?.name
        facts.extension = `extension`
        facts.employee = employee
        guard let phone = facts.number.e164 else { return facts }
        facts.client = try ContactLookup.client(phone, sql)
        (facts.activeLead, facts.reopenableLead) = try ContactLookup.leads(
            phone, withoutLeadsOf: own, sql)
        return facts
    }

    /// Whether there was another conversation with a number since a call began: one that began
    /// later, and for a missed call also one that was going on.
    static func wasTalkedTo(
        _ phone: String, since moment: Instant, _ outcome: Call.Outcome, besides id: Call.ID,
        _ sql: Connection
    ) throws(SQLiteError) -> Bool {
        let row = try sql.rows(
            """
            SELECT 1 FROM call
            WHERE phone = ?1 AND started_at >= ?2 AND id <> ?3 AND outcome = 'answered'
                AND (direction = 'incoming' OR direction = 'outgoing')
                AND (started_at > ?4
                    OR (?5 AND ifnull(ended_at, 9223372036854775807) >= ?4))
            LIMIT 1
            """, .text(phone), SQLValue(moment.earlier(bySeconds: longestTalkSeconds)),
            SQLValue(id), SQLValue(moment), SQLValue(outcome == .missed))
        defer { row.done() }
        return try row.step()
    }

    /// A conversation that began longer before a call cannot go on during it, in seconds.
    private static let longestTalkSeconds = 12 * 3600

    /// The employees who took part in a call; they get no notice of it.
    static func participants(
        of call: Call, at now: Instant, _ sql: Connection
    ) throws(SQLiteError) -> Set<Employee.ID> {
        let time = call.startedAt ?? now
        return Set(try ExtensionOwner.of(call.participantExtensions, at: time, sql).keys)
    }

    /// Those of `ids` who are active, in that order.
    static func active(_ ids: [Employee.ID], _ sql: Connection) throws(SQLiteError) -> [Employee] {
        var people: [Employee] = []
        for id in ids {
            if let person = try employee(sql.rows(activePerson, SQLValue(id))) {
                people.append(person)
            }
        }
        return people
    }

    private static func employee(
        _ row: ColumnReader<PersonColumn>
    ) throws(SQLiteError) -> Employee? {
        guard try row.step() else { return nil }
        defer { row.done() }
        return Employee(
            id: row.id(.id), name: row.text(.name), language: try row.codeIfPresent(.language))
    }

    /// The candidates for a lead: the active employees of `ids`; all active employees when `ids` is
    /// empty or none of them is active.
    ///
    /// - Parameter pauses: whether a pause set at Phonet counts.
    static func candidates(
        _ ids: [Employee.ID], pauses: Bool, at now: Instant, _ sql: Connection
    ) throws(SQLiteError) -> Candidates {
        let chosen = Set(ids)
        let pausedSince = now.earlier(bySeconds: Candidate.Presence.longestPauseSeconds)
        let row = try sql.rows(allCandidates, SQLValue(pauses), SQLValue(pausedSince))
        var candidates: [Candidate] = []
        while try row.step() {
            let id: Employee.ID = row.id(.id)
            let wasSeen = Heartbeats.isOnline(
                until: row.instant(.onlineUntil), seenAt: row.instant(.lastSeenAt), at: now)
            candidates.append(
                Candidate(
                    employee: Employee(
                        id: id, name: row.text(.name), language: try row.codeIfPresent(.language)),
                    presence: !wasSeen ? .offline : row.truth(.isPaused) ? .paused : .online,
                    lastAssignment: row.intOrNil(.lastTurn)))
        }
        guard !ids.isEmpty else { return Candidates(people: candidates, listIsInactive: false) }
        let listed = candidates.filter { chosen.contains($0.employee.id) }
        return Candidates(
            people: listed.isEmpty ? candidates : listed, listIsInactive: listed.isEmpty)
    }

    /// Who is told of missed calls from unknown numbers: the active employees of the list; when it
    /// is empty or none of them is active, those who get pushes about all calls.
    static func toldOfUnknown(
        _ rules: RulesInForce, _ sql: Connection
    ) throws(SQLiteError) -> [Employee] {
        let chosen = try active(rules.notifyMissedUnknownEmployeeIDs, sql)
        return chosen.isEmpty ? try active(rules.callPushEmployeeIDs, sql) : chosen
    }
}

extension FactsReading {
    private enum PersonColumn: Int32, TableColumn {
        case id, name, language
    }

    private enum CandidateColumn: Int32, TableColumn {
        case id, name, language, onlineUntil, lastSeenAt, lastTurn, isPaused

        var sqlName: String {
            switch self {
            case .id: "id"
            case .name: "name"
            case .language: "language"
            case .onlineUntil: "online_until"
            case .lastSeenAt: "last_seen_at"
            case .lastTurn: "last_turn"
            case .isPaused:
                """
                ?1 AND EXISTS (SELECT 1 FROM pause
                    WHERE extension = employee.extension AND is_on = 1 AND at >= ?2)
                """
            }
        }
    }

    private static let activePerson = Query<PersonColumn>(
        "SELECT \(PersonColumn.list) FROM employee WHERE id = ?1 AND active = 1")
    private static let allCandidates = Query<CandidateColumn>(
        "SELECT \(CandidateColumn.list) FROM employee WHERE active = 1 ORDER BY id")
}
