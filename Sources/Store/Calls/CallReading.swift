import CallRules
import GRDB

/// A call as stored.
package struct CallRow: Hashable, Sendable {
    let id: Call.ID
    /// Grows with each change that has an event.
    package let version: Int64
    /// When it last changed as the CRM sees it; of a row of version 0.6.0 and before, when it was saved.
    package let changedAt: Instant
    /// Canonical uuid of the root leg.
    package let uuid: String
    /// Nil until a message names it.
    package let direction: LegDirection?
    /// Ringing, talking or ended.
    package let state: Call.State
    /// Nil while it is open.
    package let outcome: Call.Outcome?
    /// The outside number; `raw` is how Phonet wrote it.
    package let number: PhoneNumber
    /// The contact's name as Phonet knows it; nil: none.
    package let contactName: String?
    /// The company's own number; nil: not known.
    package let line: String?
    /// The employee of the call; nil: not known, or nobody answered and several phones rang.
    package let employeeID: Employee.ID?
    /// The internal number of the call; nil: not known.
    package let `extension`: String?
    /// By Phonet's clock; nil: not known.
    package let startedAt: Instant?
    /// By Phonet's clock; nil: nobody answered, or not known.
    package let answeredAt: Instant?
    /// By Phonet's clock; nil while the call goes on.
    package let endedAt: Instant?
    /// Seconds the caller waited; nil while the call rings, and when its times are not known.
    package let waitSeconds: Int?
    /// Seconds of talk; nil when nobody answered or the call goes on.
    package let talkSeconds: Int?
    /// The disposition of the CDR (protocol 2.10); nil: no CDR names one.
    package let disposition: Int?
    /// Internal numbers in order, `"101 > 103"`; nil: not transferred.
    package let transferHistory: String?
    /// Address at Phonet of the first recording; never sent to a browser or the CRM.
    package let recordingURL: String?
    /// The leg of that recording; nil: none.
    let recordingLeg: String?
    /// A CDR of some leg has come.
    package let hasCDR: Bool
    /// The result of the last attempt to play the first recording; nil: no attempt yet.
    package let lastTry: RecordingFacts.Try?
    /// Why the last attempt to play the first recording failed; nil: it did not fail, or there was no
    /// attempt.
    package let recordingError: RecordingError?
    /// The client of the call; nil: none.
    package let clientID: Client.ID?
    /// The lead of the call; nil: none.
    package let leadID: Lead.ID?
    /// Current names.
    package let names: CallNames
    /// What the CRM knows the people of the call by.
    package let externalIDs: CallExternalIDs
    /// The card of its client, else of its lead; nil: neither is known.
    package let card: CustomerCard?
    /// The lead was made by this call.
    package let leadCreated: Bool
    /// The call reopened a lost lead.
    package let leadReopened: Bool
    /// Number of notices of it, sent or dropped.
    package let noticeCount: Int
    /// How the call came to the gateway.
    package let origin: CallSource
    /// What people said about it.
    package let note: CallNote
    /// The entry of the ignore list that its number fell under when the rules decided; nil: none. The
    /// entry may be gone since.
    package let ignoredBy: IgnoredNumber.ID?
    /// Whether the viewer may open the card of its client, and of its lead.
    private var opensClient = true
    private var opensLead = true

    /// The client whose card the viewer may open; nil: none, or it is somebody else's.
    package var openClientID: Client.ID? { opensClient ? clientID : nil }

    /// The lead whose card the viewer may open; nil: none, or it is somebody else's.
    package var openLeadID: Lead.ID? { opensLead ? leadID : nil }
}

/// Current names of the client, lead, employee and category of a call; nil where there is none.
package struct CallNames: Hashable, Sendable {
    package let client: String?
    /// Of the client.
    package let company: String?
    package let lead: String?
    package let employee: String?
    package let category: String?
}

/// The CRM's ids of the client, lead and employee of a call; nil where there is none.
package struct CallExternalIDs: Hashable, Sendable {
    package let client: String?
    package let lead: String?
    package let employee: String?
}

/// A call with its legs, decisions and notices.
package struct CallDetail: Sendable {
    package let call: CallRow
    package let legs: [LegRow]
    /// In the order they were made.
    package let decisions: [DecisionRow]
    /// At most 200, the latest first.
    package let notices: [NoticeRow]
    /// Whether the viewer had the call, or their phone rang; true for a program.
    package let tookPart: Bool
}

extension Store {
    /// Calls in the given order. Calls without a rank come last, the most recently stored first.
    package func calls(
        _ filter: CallFilter, _ page: Pagination, by order: CallOrder = .newest,
        seenBy viewer: Viewer
    ) throws(StoreError) -> Page<CallRow> {
        if filter.text != nil { try prepareSearch() }
        return try read { db in
            guard let changes = ChangedRows(of: "call", since: filter.changedAfter) else {
                return try CallSearch(filter, by: order, seenBy: viewer, db).page(page)
            }
            let conditions = try filter.conditions(seenBy: viewer, db).map(\.sql)
            let ids = try SQLRequest<Int64>(
                literal: """
                    SELECT id FROM \(changes.table)
                    WHERE \((conditions + changes.conditions(page.after)).allHold)
                    ORDER BY \(changes.order) LIMIT \(page.limit + 1)
                    """
            ).fetchAll(db)
            return Page(try CallRow.list(ids, seenBy: viewer, db), limit: page.limit) {
                ChangedRows.cursor($0.changedAt, $0.id.value)
            }
        }
    }

    /// One call by the uuid of any of its legs, in any spelling: hyphens and case do not matter.
    /// Nil also for one that the viewer does not see.
    package func call(
        uuid: String, seenBy viewer: Viewer
    ) throws(StoreError) -> CallDetail? {
        try read { db in
            try CallRow.find(spelt: uuid, seenBy: viewer, db).map {
                try CallDetail($0, seenBy: viewer, db)
            }
        }
    }
}

extension CallDetail {
    init(_ call: CallRow, seenBy viewer: Viewer, _ db: Database) throws {
        self.call = call
        tookPart = try viewer.tookPart(in: call.id, db)
        legs = try LegRow.of(call.id, db)
        decisions = try DecisionRow.of(call.id, db)
        notices = try NoticeRow.list(["notice.call_id = \(call.id)"], limit: 200, db)
            .reversed()
    }
}

extension CallRow {
    /// Subqueries instead of joins, so that conditions and ORDER BY need no table name.
    private static let columns: SQL = """
        SELECT call.*,
            EXISTS (SELECT 1 FROM leg WHERE call_id = call.id AND has_record = 1) AS has_record,
            (SELECT name FROM client WHERE id = call.client_id) AS client_name,
            (SELECT company FROM client WHERE id = call.client_id) AS client_company,
            (SELECT name FROM lead WHERE id = call.lead_id) AS lead_name,
            (SELECT name FROM employee WHERE id = call.employee_id) AS employee_name,
            (SELECT name FROM call_category WHERE id = call.category_id) AS category_name,
            (SELECT external_id FROM client WHERE id = call.client_id) AS client_external_id,
            (SELECT external_id FROM lead WHERE id = call.lead_id) AS lead_external_id,
            (SELECT external_id FROM employee WHERE id = call.employee_id) AS employee_external_id,
            (SELECT url FROM client WHERE id = call.client_id) AS client_url,
            (SELECT url FROM lead WHERE id = call.lead_id) AS lead_url,
            EXISTS (SELECT 1 FROM decision WHERE call_id = call.id AND result = 'reopened')
                AS lead_reopened,
            (SELECT count(*) FROM notice WHERE call_id = call.id) AS notices,
            (SELECT finding FROM recording WHERE leg_uuid = recording_leg) AS recording_finding,
            (SELECT trouble FROM recording WHERE leg_uuid = recording_leg) AS recording_trouble,
            (SELECT trouble_details FROM recording WHERE leg_uuid = recording_leg)
                AS recording_trouble_details,
            (SELECT trouble_uk FROM recording WHERE leg_uuid = recording_leg) AS recording_trouble_uk,
            (SELECT trouble_en FROM recording WHERE leg_uuid = recording_leg) AS recording_trouble_en
        FROM call
        """

    /// The first call that fulfils a condition.
    /// - Parameter condition: may end with ORDER BY.
    static func one(_ condition: SQL, _ db: Database) throws -> CallRow? {
        try SQLRequest<Row>(literal: "\(columns) WHERE \(condition) LIMIT 1", cached: true)
            .fetchOne(db).map { try CallRow($0) }
    }

    /// By the canonical uuid of the call or of any of its legs.
    static func find(uuid: String, _ db: Database) throws -> CallRow? {
        try one(
            """
            uuid = \(uuid) OR id = (SELECT call_id FROM leg WHERE uuid = \(uuid))
                OR id = (SELECT call_id FROM call_alias WHERE uuid = \(uuid))
            ORDER BY uuid <> \(uuid)
            """, db)
    }

    /// By the uuid of any leg, in any spelling. Nil also for one that the viewer does not see.
    static func find(
        spelt uuid: String, seenBy viewer: Viewer, _ db: Database
    ) throws -> CallRow? {
        guard let call = try CallUUID.canonical(uuid).flatMap({ try find(uuid: $0, db) }),
            try viewer.sees(call: call.id, db)
        else { return nil }
        return try [call].opened(by: viewer, db).first
    }

    /// In the order of the ids, which are those of visible calls.
    static func list(
        _ ids: [Int64], seenBy viewer: Viewer, _ db: Database
    ) throws -> [CallRow] {
        // One statement for any number of ids.
        let chosen = JSONList.of(ids)
        let rows = try SQLRequest<Row>(
            literal: "\(columns) WHERE id IN (SELECT value FROM json_each(\(chosen)))", cached: true
        ).fetchAll(db)
        let found = Dictionary(
            try rows.map { try CallRow($0) }.map { ($0.id.value, $0) },
            uniquingKeysWith: { one, _ in one })
        return try ids.compactMap { found[$0] }.opened(by: viewer, db)
    }

    /// Marks the clients and leads whose cards the viewer may not open.
    fileprivate func opened(clients: Set<Int64>, leads: Set<Int64>) -> CallRow {
        var row = self
        row.opensClient = clientID.map { clients.contains($0.value) } ?? true
        row.opensLead = leadID.map { leads.contains($0.value) } ?? true
        return row
    }

    private init(_ row: Row) throws(UnknownCode) {
        id = row["id"]
        version = row["version"]
        changedAt = row["changed_at"] ?? row["updated_at"]
        uuid = row["uuid"]
        direction = try row.direction("direction")
        state = try row.code("state")
        outcome = try row.codeIfPresent("outcome")
        number = PhoneNumber(
            raw: row["raw_number"], numberClass: try NumberClassColumns.read(row),
            e164: row["phone"])
        // Rows of earlier versions may hold placeholders.
        contactName = ContactName(row["contact_name"])?.text
        line = row["trunk"]
        employeeID = row["employee_id"]
        self.extension = row["extension"]
        startedAt = row["started_at"]
        answeredAt = row["answered_at"]
        endedAt = row["ended_at"]
        waitSeconds = row["wait_seconds"]
        talkSeconds = row["talk_seconds"]
        disposition = row["disposition"]
        transferHistory = row["transfer_history"]
        recordingURL = row["recording_url"]
        recordingLeg = row["recording_leg"]
        hasCDR = row["has_record"]
        lastTry = try row.codeIfPresent("recording_finding")
        recordingError = try RecordingTable.failure(row)
        names = CallNames(
            client: row["client_name"], company: row["client_company"], lead: row["lead_name"],
            employee: row["employee_name"], category: row["category_name"])
        externalIDs = CallExternalIDs(
            client: row["client_external_id"], lead: row["lead_external_id"],
            employee: row["employee_external_id"])
        clientID = row["client_id"]
        leadID = row["lead_id"]
        card = CallRow.card(row, client: clientID, lead: leadID)
        leadCreated = row["lead_created"]
        leadReopened = row["lead_reopened"]
        noticeCount = row["notices"]
        origin = try row.code("origin")
        ignoredBy = row["ignored_by"]
        note = CallNote(stored: row["note"], row["category_id"])
    }
}

extension [CallRow] {
    /// The same calls, marked with what the viewer may open of them.
    func opened(by viewer: Viewer, _ db: Database) throws -> [CallRow] {
        guard let clients = viewer.clients(), let leads = viewer.leads() else { return self }
        let openClients = try viewer.visible(
            "client", clients, Set(compactMap { $0.clientID?.value }), db)
        let openLeads = try viewer.visible(
            "lead", leads, Set(compactMap { $0.leadID?.value }), db)
        return map { $0.opened(clients: openClients, leads: openLeads) }
    }
}

extension CallRow {
    private static func card(_ row: Row, client: Client.ID?, lead: Lead.ID?) -> CustomerCard? {
        if let client, let name: String = row["client_name"] {
            return CustomerCard(
                subject: .client(client), externalID: row["client_external_id"],
                url: row["client_url"], name: name)
        }
        guard let lead, let name: String = row["lead_name"] else { return nil }
        return CustomerCard(
            subject: .lead(lead), externalID: row["lead_external_id"], url: row["lead_url"],
            name: name)
    }

    /// Whether the call's recording can be played at `now`.
    package func recording(at now: Instant) -> RecordingState {
        RecordingFacts(
            state: state, isAnswered: outcome == .answered, endedAt: endedAt,
            hasCDR: hasCDR, hasAddress: recordingURL != nil, lastTry: lastTry
        ).recording(at: now)
    }
}

extension LegDirection {
    /// `incoming`, `outgoing` or `internal`, as in tables and in the API.
    package init?(name: String) {
        switch name {
        case LegDirection.incoming.name: self = .incoming
        case LegDirection.outgoing.name: self = .outgoing
        case LegDirection.internal.name: self = .internal
        default: return nil
        }
    }
}
