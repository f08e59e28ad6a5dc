import CallRules

/// Live calls and calls that ended in the last minutes, with the employees they concern. Read once for
/// all employees after a call has changed.
struct LiveCallCache {
    /// The value of `ChangeCounters.calls` before the calls were read.
    let counters: Int
    let calls: [LiveCallEntry]

    /// The calls that concern an employee now: the live ones; without any, those that ended, the latest first.
    func calls(of person: EmployeeRow, at now: Instant) -> [(
        call: LiveCallEntry, stage: LiveStatus
    )] {
        let concerning = calls.compactMap { call in
            call.stage(for: person, at: now).map { (call, $0) }
        }
        let live = concerning.filter(\.1.isLive).sorted { left, right in
            (left.1.rank, right.0.updatedAt) < (right.1.rank, left.0.updatedAt)
        }
        if !live.isEmpty { return Array(live.prefix(LiveCallCache.largestStack)) }
        let ended = concerning.sorted { $0.0.updatedAt > $1.0.updatedAt }
        return Array(ended.prefix(LiveCallCache.largestStack))
    }

    /// The most cards of one employee.
    private static let largestStack = 3
}

/// One call of the cache.
struct LiveCallEntry {
    /// A live card disappears after this many seconds without a message: while it rings, while people
    /// talk, and after the end.
    static let ringingSeconds = 10 * 60
    static let talkingSeconds = 4 * 60 * 60
    static let endedSeconds = 5 * 60
    /// The most by which Phonet's clock may be behind, in seconds.
    static let maxClockDifference = 15 * 60

    let id: Call.ID
    let call: Call
    let clientID: Client.ID?
    let leadID: Lead.ID?
    let updatedAt: Instant
    /// Of the record; grows with what people write about it, too.
    let version: Int64
    /// The outside number in E.164; nil: none.
    let phone: String?
    /// The extension that each employee of the call had when it began.
    var extensions: [Employee.ID: String] = [:]
    /// Employees with a notice of the call, and when each is due; 0: it was sent.
    var told: [Employee.ID: Instant] = [:]
    /// Employees who dismissed the card.
    var dismissedBy: Set<Employee.ID> = []

    func stage(for person: EmployeeRow, at now: Instant) -> LiveStatus? {
        guard !dismissedBy.contains(person.id) else { return nil }
        let isTold = told[person.id].map { $0 <= now } ?? false
        guard let stage = call.stage(for: extensions[person.id], isTold: isTold) else {
            return nil
        }
        // The clock was set back since the call ended, perhaps long ago.
        guard stage.isLive || !endSeenAt.isInTheFuture(at: now) else { return nil }
        let age = now.seconds(since: stage.isLive ? updatedAt : endSeenAt)
        return age < stage.longestSeconds ? stage : nil
    }

    /// By the gateway's clock; the CDR of a call may come much later than its end.
    private var endSeenAt: Instant { call.legs.compactMap(\.hangupSeenAt).max() ?? updatedAt }

    /// Hashes everything that the live card depends on.
    func sum(_ stage: LiveStatus, into hasher: inout Hasher) {
        hasher.combine(id)
        hasher.combine(stage)
        hasher.combine(updatedAt)
        hasher.combine(version)
        hasher.combine(clientID)
        hasher.combine(leadID)
    }
}

extension LiveStatus {
    /// Sort order of live cards: the lowest first.
    fileprivate var rank: Int {
        switch self {
        case .ringing: 0
        case .talking: 1
        case .answered, .missed: 2
        }
    }

    fileprivate var longestSeconds: Int {
        switch self {
        case .ringing: LiveCallEntry.ringingSeconds
        case .talking: LiveCallEntry.talkingSeconds
        case .answered, .missed: LiveCallEntry.endedSeconds
        }
    }
}

extension LiveCallCache {
    init(counters: Int, at now: Instant, _ sql: Connection) throws(SQLiteError) {
        self.counters = counters
        var calls = try LiveCallCache.live(at: now, sql) + LiveCallCache.ended(at: now, sql)
        for index in calls.indices { try calls[index].readPeople(sql) }
        self.calls = calls
    }

    private static func live(
        at now: Instant, _ sql: Connection
    ) throws(SQLiteError) -> [LiveCallEntry] {
        try calls(
            sql.rows(
                """
                SELECT id, uuid, client_id, lead_id, updated_at, version, phone
                FROM call
                WHERE state <> 'ended' AND updated_at > ?1 AND direction <> 'internal'
                ORDER BY updated_at DESC LIMIT 200
                """, SQLValue(now.earlier(bySeconds: LiveCallEntry.talkingSeconds))), sql)
    }

    /// By their ends, however many calls began since. Ends are told by Phonet's clock, `updated_at`
    /// by ours. A call found by reconciliation is too old for a live card.
    private static func ended(
        at now: Instant, _ sql: Connection
    ) throws(SQLiteError) -> [LiveCallEntry] {
        let since = now.earlier(bySeconds: LiveCallEntry.endedSeconds)
        return try calls(
            sql.rows(
                """
                SELECT id, uuid, client_id, lead_id, updated_at, version, phone
                FROM call INDEXED BY call_ended
                WHERE state = 'ended' AND origin = 'webhook' AND ended_at > ?1
                    AND updated_at > ?2 AND direction <> 'internal'
                ORDER BY ended_at DESC LIMIT 1000
                """,
                SQLValue(since.earlier(bySeconds: LiveCallEntry.maxClockDifference)),
                SQLValue(since)), sql)
    }

    private static func calls(
        _ row: Statement, _ sql: Connection
    ) throws(SQLiteError) -> [LiveCallEntry] {
        var found: [(id: Call.ID, uuid: String, Client.ID?, Lead.ID?, Instant, Int64, String?)] = []
        while try row.step() {
            found.append(
                (
                    Call.ID(row.int(0)), row.text(1), row.intOrNil(2).map(Client.ID.init),
                    row.intOrNil(3).map(Lead.ID.init), Instant(milliseconds: row.int(4)),
                    row.int(5), row.textOrNil(6)
                ))
        }
        var calls: [LiveCallEntry] = []
        for (id, uuid, client, lead, updatedAt, version, phone) in found {
            calls.append(
                LiveCallEntry(
                    id: id, call: Call(uuid: uuid, legs: try LegTable.legs(of: id, sql)),
                    clientID: client, leadID: lead, updatedAt: updatedAt, version: version,
                    phone: phone))
        }
        return calls
    }
}

extension LiveCallEntry {
    fileprivate mutating func readPeople(_ sql: Connection) throws(SQLiteError) {
        let numbers = call.legs.compactMap { $0.partyKnown?.userExtension }
        extensions = try ExtensionOwner.of(
            call.participantExtensions.union(numbers), at: call.startedAt ?? updatedAt, sql)
        let notices = try sql.rows(
            """
            SELECT employee_id, iif(sent_at IS NULL, due_at, 0) FROM notice
            WHERE call_id = ?1 AND kind <> 'lead_assigned' AND dropped_reason IS NULL
            """, .int(id.value))
        while try notices.step() {
            let (person, dueAt) = (
                Employee.ID(notices.int(0)), Instant(milliseconds: notices.int(1))
            )
            told[person] = min(told[person] ?? dueAt, dueAt)
        }
        let dismissals = try sql.rows(
            "SELECT employee_id FROM dismissed_call WHERE call_id = ?1", .int(id.value))
        while try dismissals.step() { dismissedBy.insert(Employee.ID(dismissals.int(0))) }
    }
}
