import CallRules
import GRDB

/// The live part of an employee's pages.
package struct LiveState: Sendable {
    /// The ETag of this state.
    package let stamp: LiveVersion
    /// Notices not opened yet; 100 stands for 100 and more.
    package let unread: Int
    /// Webhook endpoints that stopped, for administrators; each counts as one more.
    package let stopped: [StoppedEndpoint]
    /// Hours in which too many calls made no leads, for administrators, the newest first.
    package let floods: [FloodBrake]
    /// The latest of them, the newest first.
    package let notices: [NoticeRow]
    /// The calls with a live card: ringing first, then talking, then ended.
    package let calls: [LiveCall]
    /// The latest change of a call or due time of a notice in it; nil: there is none.
    package let newestAt: Instant?
}

/// A call with everything its live card shows.
package struct LiveCall: Sendable {
    /// The call as stored.
    package let call: CallRow
    /// The state of the live card.
    package let stage: LiveStatus
    /// The client's id in the CRM.
    package let clientExternalID: String?
    /// The address of the client's card in the CRM; nil: no client, or the client has none.
    package let clientURL: String?
    /// The first active admin of the client; nil: no client, or no admin.
    package let clientAdmin: Person?
    /// The call's lead, while its status is of the kind `active`.
    package let openLead: OpenLead?
    /// The call before it with the same number that the viewer sees.
    package let lastCall: CallRow?
    /// The entry of the ignore list that its number falls under now; nil: none.
    package let ignored: IgnoredNumber?
    /// The number of incoming calls from this number since the day began that the viewer sees,
    /// including this one.
    package let attemptsToday: Int

    /// Id and name of an employee.
    package struct Person: Hashable, Sendable {
        package let id: Employee.ID
        package let name: String
    }

    /// What a live card shows of a lead.
    package struct OpenLead: Hashable, Sendable {
        package let id: Lead.ID
        /// Its id in the CRM.
        package let externalID: String?
        /// The address of its card in the CRM; nil: none.
        package let url: String?
        package let name: String
        /// The name of its status.
        package let status: String
        /// Nil: nobody.
        package let responsible: Person?
    }
}

extension Store {
    /// True when the ETag is still valid. Runs no query unless a call changed; after a change the
    /// calls are read once for all employees.
    package func isSeen(
        _ stamp: LiveVersion, by person: EmployeeRow, seenBy viewer: Viewer, at now: Instant
    ) throws(StoreError) -> Bool {
        guard now < stamp.until else { return false }
        let counts = [counters.notices(of: person.id), counters.cases]
        let calls = try board(at: now).calls(of: person, at: now)
        return stamp.sum == LiveState.sum(counts, calls, settingsCache.current.ignored, viewer)
    }

    /// The live part of an employee's pages now.
    ///
    /// - Parameter morning: the beginning of the day in the company's time zone.
    package func liveState(
        of person: EmployeeRow, seenBy viewer: Viewer, since morning: Instant, at now: Instant
    ) throws(StoreError) -> LiveState {
        let counts = [counters.notices(of: person.id), counters.cases]
        let calls = try board(at: now).calls(of: person, at: now)
        let list = settingsCache.current.ignored
        return try read { db in
            let notices = try NoticeRow.unread(of: person.id, at: now, limit: 5, db)
            let stamp = LiveVersion(
                sum: LiveState.sum(counts, calls, list, viewer),
                until: try NoticeRow.nextDue(of: person.id, after: now, db) ?? .distantFuture)
            let stopped = viewer.isAdmin ? try StoppedEndpoint.all(db) : []
            let floods = viewer.isAdmin ? try FloodBrake.latest(at: now, db) : []
            return LiveState(
                stamp: stamp,
                unread: try NoticeRow.unreadCount(of: person.id, at: now, db) + stopped.count
                    + floods.count { $0.isNew(at: now) },
                stopped: stopped, floods: floods,
                notices: notices,
                calls: try calls.compactMap {
                    try LiveCall($0.call, $0.stage, list, seenBy: viewer, since: morning, db)
                },
                newestAt: (calls.map(\.call.updatedAt) + notices.map(\.dueAt)).max())
        }
    }

    private func board(at now: Instant) throws(StoreError) -> LiveCallCache {
        try liveCalls.withLock { board throws(StoreError) in
            let counters = counters.calls
            if let board, board.counters == counters { return board }
            let read = try lookups.read { try LiveCallCache(counters: counters, at: now, $0) }
            board = read
            return read
        }
    }
}

extension LiveState {
    fileprivate static func sum(
        _ counts: [Int], _ calls: [(call: LiveCallEntry, stage: LiveStatus)],
        _ list: IgnoreList, _ viewer: Viewer
    ) -> Int {
        var hasher = Hasher()
        // A new role, right or setting shows at once.
        hasher.combine(viewer)
        hasher.combine(counts)
        for (call, stage) in calls {
            call.sum(stage, into: &hasher)
            hasher.combine(list.entry(of: call.phone))
        }
        return hasher.finalize()
    }
}

extension LiveCall {
    /// Nil when the call was deleted meanwhile.
    fileprivate init?(
        _ known: LiveCallEntry, _ stage: LiveStatus, _ list: IgnoreList, seenBy viewer: Viewer,
        since morning: Instant,
        _ db: Database
    ) throws {
        // Whoever's phone rings sees who calls, also a colleague's client.
        guard
            let call = try CallRow.list([known.id.value], seenBy: viewer, db).first
        else { return nil }
        self.call = call
        self.stage = stage
        ignored = list.entry(of: call.number.e164)
        let client = try call.clientID.flatMap { client in
            try Row.fetchOne(
                db.cachedStatement(sql: "SELECT external_id, url FROM client WHERE id = ?"),
                arguments: [client])
        }
        clientExternalID = client?["external_id"]
        clientURL = client?["url"]
        clientAdmin = try LiveCall.admin(of: call.clientID, db)
        openLead = try LiveCall.openLead(call.leadID, db)
        lastCall = try LiveCall.before(call, seenBy: viewer, db)
        attemptsToday =
            try SQLRequest<Int>(
                literal: """
                    SELECT count(*) FROM call WHERE phone = \(call.number.e164)
                        AND direction = 'incoming' AND started_at >= \(morning.milliseconds)
                        AND \(viewer.calls().orTrue)
                    """, cached: true
            ).fetchOne(db) ?? 0
    }

    private static func admin(of client: Client.ID?, _ db: Database) throws -> Person? {
        guard let client else { return nil }
        return try SQLRequest<Row>(
            literal: """
                SELECT employee.id, employee.name FROM client_admin
                JOIN employee ON employee.id = client_admin.employee_id AND employee.active = 1
                WHERE client_id = \(client.value) ORDER BY position LIMIT 1
                """, cached: true
        ).fetchOne(db).map { Person(id: Employee.ID($0["id"]), name: $0["name"]) }
    }

    private static func openLead(_ lead: Lead.ID?, _ db: Database) throws -> OpenLead? {
        guard let lead else { return nil }
        return try SQLRequest<Row>(
            literal: """
                SELECT lead.id, lead.external_id, lead.url, lead.name, lead_status.name AS status,
                    employee.id AS person_id, employee.name AS person
                FROM lead
                JOIN lead_status ON lead_status.id = lead.status_id AND kind = 'active'
                LEFT JOIN employee ON employee.id = lead.responsible_employee_id
                WHERE lead.id = \(lead.value)
                """, cached: true
        ).fetchOne(db).map { row in
            let person: Int64? = row["person_id"]
            return OpenLead(
                id: row["id"], externalID: row["external_id"], url: row["url"],
                name: row["name"], status: row["status"],
                responsible: person.map { Person(id: Employee.ID($0), name: row["person"]) })
        }
    }

    private static func before(
        _ call: CallRow, seenBy viewer: Viewer, _ db: Database
    ) throws -> CallRow? {
        guard let phone = call.number.e164, let startedAt = call.startedAt else { return nil }
        return try CallRow.one(
            """
            phone = \(phone) AND started_at <= \(startedAt.milliseconds) AND id <> \(call.id.value)
                AND \(viewer.calls().orTrue)
            ORDER BY started_at DESC, id DESC
            """, db)
    }
}
