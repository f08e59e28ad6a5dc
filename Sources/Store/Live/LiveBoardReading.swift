import CallRules

extension Store {
    /// What goes on at `now`, read in one transaction.
    ///
    /// - Parameter today: the day in the company's time zone, from its beginning to the next one's.
    package func liveBoard(
        of today: Range<Instant>, at now: Instant
    ) throws(StoreError) -> LiveBoard {
        let (pauses, clocks) = (settings.settings.usePhonetPauseAsPresence, settings.clocks)
        return try lookups.snapshot { sql in
            let people = try BoardMember.all(pauses, at: now, sql)
            var owners: [String: String] = [:]
            for person in people {
                if let number = person.extension { owners[number] = person.name }
            }
            var busy: [String: BoardPerson.State] = [:]
            let calls = try BoardCall.live(at: now, owners: owners, busy: &busy, sql)
            return LiveBoard(
                calls: calls,
                people: people.map { person in
                    BoardPerson(
                        id: person.id, name: person.name,
                        state: person.extension.flatMap { busy[$0] } ?? person.presence)
                },
                waiting: try WaitingCases(clocks, at: now, sql),
                today: try LiveBoard.DayFigures(today, sql))
        }
    }

    /// What pages compare to see whether the board moved: it changes with every change of a call or
    /// of a missed case. Opaque, and another one after a restart. Runs no query.
    package var boardStamp: String {
        var hasher = Hasher()
        hasher.combine(counters.calls)
        hasher.combine(counters.cases)
        return "\(hasher.finalize())"
    }
}

/// An active employee as stored.
private struct BoardMember {
    let id: Employee.ID
    let name: String
    let `extension`: String?
    /// Without regard to calls.
    let presence: BoardPerson.State

    private enum Column: Int32, TableColumn {
        case id, name, `extension`, onlineUntil, lastSeenAt, isPaused

        var sqlName: String {
            switch self {
            case .id: "id"
            case .name: "name"
            case .extension: "extension"
            case .onlineUntil: "online_until"
            case .lastSeenAt: "last_seen_at"
            case .isPaused:
                """
                EXISTS (SELECT 1 FROM pause WHERE pause.extension = employee.extension
                    AND is_on = 1 AND at >= ?1)
                """
            }
        }
    }

    private static let active = Query<Column>(
        "SELECT \(Column.list) FROM employee WHERE active = 1")

    /// In the order of the alphabet.
    static func all(
        _ pauses: Bool, at now: Instant, _ sql: Connection
    ) throws(SQLiteError) -> [BoardMember] {
        let since = now.earlier(bySeconds: Candidate.Presence.longestPauseSeconds)
        let row = try sql.rows(active, SQLValue(since))
        var people: [(key: String, person: BoardMember)] = []
        while try row.step() {
            let isOnline = Heartbeats.isOnline(
                until: row.instant(.onlineUntil), seenAt: row.instant(.lastSeenAt), at: now)
            let presence: BoardPerson.State =
                !isOnline ? .offline : pauses && row.truth(.isPaused) ? .paused : .free
            let name = row.text(.name)
            people.append(
                (
                    FoldedName.of(name),
                    BoardMember(
                        id: row.id(.id), name: name, extension: row.textOrNil(.extension),
                        presence: presence)
                ))
        }
        return people.sorted { ($0.key, $0.person.id.value) < ($1.key, $1.person.id.value) }
            .map(\.person)
    }
}

extension BoardCall {
    private enum Column: Int32, TableColumn {
        case id, uuid, direction, state, rawNumber, numberClass, isOwn, phone, contactName, trunk
        case startedAt, answeredAt, seenAt, client, company, lead

        var sqlName: String {
            switch self {
            case .id: "call.id"
            case .uuid: "uuid"
            case .direction: "direction"
            case .state: "state"
            case .rawNumber: "raw_number"
            case .numberClass: "number_class"
            case .isOwn: "is_own"
            case .phone: "phone"
            case .contactName: "contact_name"
            case .trunk: "trunk"
            case .startedAt: "started_at"
            case .answeredAt: "answered_at"
            case .seenAt: "seen_at"
            case .client: "client.name"
            case .company: "company"
            case .lead: "lead.name"
            }
        }
    }

    /// As long as live cards show them, the ringing ones first.
    private static let live = Query<Column>(
        """
        SELECT \(Column.list) FROM call INDEXED BY call_live
        LEFT JOIN client ON client.id = call.client_id
        LEFT JOIN lead ON lead.id = call.lead_id
        WHERE state <> 'ended' AND call.updated_at > ?1
            AND (state = 'talking' OR call.updated_at > ?2)
        ORDER BY state = 'talking', iif(state = 'talking', answered_at, started_at), uuid
        LIMIT ?3
        """)

    /// - Parameters:
    ///   - owners: names by internal number.
    ///   - busy: gets what each telephone of these calls does.
    fileprivate static func live(
        at now: Instant, owners: [String: String], busy: inout [String: BoardPerson.State],
        _ sql: Connection
    ) throws(SQLiteError) -> [BoardCall] {
        let row = try sql.rows(
            live, SQLValue(now.earlier(bySeconds: LiveCallEntry.talkingSeconds)),
            SQLValue(now.earlier(bySeconds: LiveCallEntry.ringingSeconds)),
            SQLValue(LiveBoard.longestList))
        var calls: [BoardCall] = []
        while try row.step() {
            let uuid = row.text(.uuid)
            let call = Call(uuid: uuid, legs: try LegTable.legs(of: row.id(.id), sql))
            let isTalking = row.text(.state) == Call.State.talking.rawValue
            let began = row.instant(.startedAt) ?? row.instant(.seenAt) ?? now
            let since = isTalking ? row.instant(.answeredAt) ?? began : began
            let telephones = call.telephones
            for (number, state) in telephones {
                switch (state, busy[number]) {
                case (.talking, _): busy[number] = .talking(since: since)
                case (.ringing, nil): busy[number] = .ringing(since: since)
                case (.ringing, _?): break
                }
            }
            let numberClass: PhoneNumber.Class? =
                row.truth(.isOwn) ? .own : try row.codeIfPresent(.numberClass)
            calls.append(
                BoardCall(
                    uuid: uuid, direction: try row.direction(.direction), isTalking: isTalking,
                    number: PhoneNumber(
                        raw: row.text(.rawNumber), numberClass: numberClass ?? .hidden,
                        e164: row.textOrNil(.phone)),
                    contactName: ContactName(row.textOrNil(.contactName))?.text,
                    names: CallNames(
                        client: row.textOrNil(.client), company: row.textOrNil(.company),
                        lead: row.textOrNil(.lead), employee: nil, category: nil),
                    line: row.textOrNil(.trunk), since: since,
                    telephones: telephones.keys.sorted().map {
                        Telephone(extension: $0, owner: owners[$0])
                    }))
        }
        return calls
    }
}

extension WaitingCases {
    /// One step for each line: of cases with the same hours the earliest waits longest.
    fileprivate init(
        _ clocks: WorkingClocks, at now: Instant, _ sql: Connection
    ) throws(SQLiteError) {
        let row = try sql.rows(
            """
            SELECT first.trunk, count(*), min(opened_at)
            FROM missed_case LEFT JOIN call AS first ON first.id = missed_case.first_call_id
            WHERE missed_case.ended_at IS NULL AND missed_case.phone < '+999'
            GROUP BY first.trunk
            """)
        var (count, longest) = (0, 0)
        while try row.step() {
            count += Int(row.int(1))
            let openedAt = Instant(milliseconds: row.int(2))
            longest = max(longest, clocks.of(row.textOrNil(0)).seconds(from: openedAt, to: now))
        }
        self.init(count: count, longestSeconds: longest)
    }
}

extension LiveBoard.DayFigures {
    fileprivate init(_ day: Range<Instant>, _ sql: Connection) throws(SQLiteError) {
        let row = try sql.rows(
            """
            SELECT count(*), sum(direction = 'incoming' AND outcome = 'answered'),
                sum(direction = 'incoming' AND outcome = 'missed'), sum(max(talk_seconds, 0))
            FROM call INDEXED BY call_started
            WHERE started_at >= ?1 AND started_at < ?2
                AND (direction = 'incoming' OR direction = 'outgoing') AND ignored_by IS NULL
            """, SQLValue(day.lowerBound), SQLValue(day.upperBound))
        defer { row.done() }
        _ = try row.step()
        self.init(
            calls: Int(row.int(0)), answered: Int(row.int(1)), missed: Int(row.int(2)),
            talkSeconds: Int(row.int(3)))
    }
}
