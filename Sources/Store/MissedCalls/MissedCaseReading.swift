import CallRules
import GRDB

/// A missed-call case with the current names of its contact and employees.
package struct MissedCaseRow: Hashable, Sendable {
    package let id: MissedCase.ID
    /// Grows with each change that has an event.
    package let version: Int64
    /// E.164.
    package let phone: String
    /// Whether somebody still has to call back.
    package let state: MissedCase.State
    /// When its first missed call started.
    package let openedAt: Instant
    /// When its last missed call started.
    package let lastMissedAt: Instant
    /// The number of missed calls in it.
    package let missedCalls: Int
    /// The company's unanswered calls to the number since `openedAt`.
    package let attempts: Int
    /// When the conversation that ended it began, or ended if it was going on when the call was
    /// missed; or the time up to which a closing covers missed
    /// calls; nil while it is open.
    package let endedAt: Instant?
    /// The last of its missed calls that the viewer sees; nil: none, or it was deleted.
    package let lastCall: LastCall?
    /// What Phonet calls the line of its first missed call, whose hours it waits in; nil: not known.
    package let line: String?
    /// The client with the number; nil: none.
    package let clientName: String?
    /// Of the client.
    package let company: String?
    /// The newest active lead with this number.
    package let leadID: Lead.ID?
    /// Of the lead; nil: none.
    package let leadName: String?
    private let opensLead: Bool

    /// The lead whose card the viewer may open; nil: none, or it is somebody else's.
    package var openLeadID: Lead.ID? { opensLead ? leadID : nil }

    /// The employee who should call back; nil: any employee.
    package let responsible: Responsible?
    /// The conversation that ended it; nil: none, or the viewer does not see it.
    package let returned: Returned?
    /// The closing by hand that ended it; nil: none.
    package let closed: Closed?

    /// The caller and the line of the last missed call.
    package struct LastCall: Hashable, Sendable {
        /// Canonical.
        package let uuid: String
        /// The name Phonet has for the caller.
        package let contactName: String?
        /// The company's own number.
        package let line: String?
    }

    /// The active employee rule N would notify: the responsible employee of the active lead, else
    /// the first client admin.
    package struct Responsible: Hashable, Sendable {
        package let id: Employee.ID
        package let name: String
    }

    /// A conversation that returned the call.
    package struct Returned: Hashable, Sendable {
        /// Of the conversation; canonical.
        package let uuid: String
        /// Nil until a message names it.
        package let direction: LegDirection?
        /// The employee who talked.
        package let employeeName: String?
    }

    /// A closing by hand.
    package struct Closed: Hashable, Sendable {
        let id: CaseClosing.ID
        /// The reason and the note.
        package let closing: CaseClosing
        /// The name of the author at that time.
        package let actor: String
        /// When it was closed.
        package let at: Instant
    }
}

/// Which cases to list.
package struct MissedCaseFilter: Hashable, Sendable {
    /// The cases that are listed.
    package var scope = Scope.open
    /// Cases whose first call was missed in working hours; false: outside of them; nil: all.
    package var isWithinHours: Bool?
    /// Of open cases those first whose last call came last; false: the longest waiting first.
    package var isNewestFirst = false
    /// Cases of this employee, and cases without a responsible employee; nil: all.
    package var employee: Employee.ID?

    package init() {}

    /// The state of the cases, and their order.
    package enum Scope: Hashable, Sendable {
        /// The longest waiting first, in working time, or the newest.
        case open
        /// Returned or closed at this moment or later, the latest first.
        case ended(since: Instant)
    }
}

extension Store {
    /// Cases of missed calls that the viewer sees, in the order of the filter's scope.
    package func missedCases(
        _ filter: MissedCaseFilter, _ page: Pagination, seenBy viewer: Viewer, at now: Instant
    ) throws(StoreError) -> Page<MissedCaseRow> {
        let areHoursSame = settings.clocks.areSame
        return try read { db in
            var conditions = filter.conditions + [viewer.cases].compactMap(\.self)
            let order: SQL
            switch filter.scope {
            case .open where filter.isNewestFirst:
                order = "missed_case.last_missed_at DESC, missed_case.id DESC"
                if let after = page.after {
                    conditions.append(
                        """
                        (missed_case.last_missed_at, missed_case.id) < (\(after.rank), \(after.id))
                        """)
                }
            case .open where !areHoursSame:
                // Lines have hours of their own, so who came first need not have waited longest.
                let waited: SQL = "-working_ms(missed_case.opened_at, \(now), first.trunk)"
                order = "\(waited), missed_case.opened_at, missed_case.id"
                if let after = page.after {
                    let line: SQL = """
                        (SELECT trunk FROM call WHERE id =
                            (SELECT first_call_id FROM missed_case WHERE id = \(after.id)))
                        """
                    conditions.append(
                        """
                        (\(order)) > (-working_ms(\(after.rank), \(now), \(line)), \(after.rank), \(after.id))
                        """)
                }
            case .open:
                // In the same hours, who came first has waited longest.
                order = "missed_case.opened_at, missed_case.id"
                if let after = page.after {
                    conditions.append("(\(order)) > (\(after.rank), \(after.id))")
                }
            case .ended:
                order = "missed_case.ended_at DESC, missed_case.id DESC"
                if let after = page.after {
                    conditions.append(
                        """
                        (missed_case.ended_at, missed_case.id) < (\(after.rank), \(after.id))
                        """)
                }
            }
            let rows = try MissedCaseRow.list(
                "\(conditions.allHold) ORDER BY \(order) LIMIT \(page.limit + 1)", seenBy: viewer,
                db)
            return Page(rows, limit: page.limit) {
                let open = filter.isNewestFirst ? $0.lastMissedAt : $0.openedAt
                return Cursor(rank: ($0.endedAt ?? open).milliseconds, id: $0.id.value)
            }
        }
    }

    /// How many cases the filter lists that the viewer sees.
    package func missedCaseTotal(
        _ filter: MissedCaseFilter, seenBy viewer: Viewer
    ) throws(StoreError) -> ListTotal {
        let conditions = filter.conditions + [viewer.cases].compactMap(\.self)
        return try read { db in
            try ListTotal(
                of: "SELECT 1 \(MissedCaseRow.concerned) WHERE \(conditions.allHold)", db)
        }
    }

    /// Nil when there is no case with this id, or the viewer does not see it.
    package func missedCase(
        _ id: MissedCase.ID, seenBy viewer: Viewer
    ) throws(StoreError) -> MissedCaseRow? {
        try read { try MissedCaseRow.find(id, seenBy: viewer, $0) }
    }

    /// Number of open cases of this employee and of those without a responsible employee; 100
    /// stands for 100 and more.
    ///
    /// - Parameter employee: nil: everybody's.
    package func openMissedCases(
        for employee: Employee.ID?, seenBy viewer: Viewer
    ) throws(StoreError) -> Int {
        var filter = MissedCaseFilter()
        filter.employee = employee
        let conditions = filter.conditions + [viewer.cases].compactMap(\.self)
        return try read { db in
            try SQLRequest<Int>(
                literal: """
                    SELECT count(*) FROM (SELECT 1 \(MissedCaseRow.concerned)
                        WHERE \(conditions.allHold) LIMIT 100)
                    """, cached: true
            ).fetchOne(db) ?? 0
        }
    }
}

extension MissedCaseRow {
    /// Seconds it has waited within the hours of its line, up to `now` or to its end.
    package func waitingSeconds(at now: Instant, _ clocks: WorkingClocks) -> Int {
        clocks.of(line).seconds(from: openedAt, to: endedAt ?? now)
    }
}

/// The open missed-call cases, for monitoring.
package struct WaitingCases: Hashable, Sendable {
    package let count: Int
    /// Of the one that has waited longest, in working time; 0: none waits.
    package let longestSeconds: Int
}

extension Store {
    /// The missed-call cases that are open at `now`.
    package func waitingCases(at now: Instant) throws(StoreError) -> WaitingCases {
        try read { db in
            let row = try SQLRequest<Row>(
                literal: """
                    SELECT count(*), max(working_ms(missed_case.opened_at, \(now), first.trunk))
                    FROM missed_case LEFT JOIN call AS first ON first.id = missed_case.first_call_id
                    WHERE missed_case.ended_at IS NULL AND missed_case.phone < '+999'
                    """, cached: true
            ).fetchOne(db)
            return WaitingCases(
                count: row?[0] ?? 0, longestSeconds: Int((row?[1] as Int64? ?? 0) / 1000))
        }
    }
}

extension MissedCaseFilter {
    fileprivate var conditions: [SQL] {
        var all: [SQL] =
            switch scope {
            // A pseudonym cannot be called back.
            case .open: ["missed_case.ended_at IS NULL", "missed_case.phone < '+999'"]
            case .ended(let since): ["missed_case.ended_at >= \(since)"]
            }
        if let isWithinHours {
            all.append(
                "in_working_hours(missed_case.opened_at, first.trunk) = \(isWithinHours)")
        }
        if let employee {
            all.append("responsible.id IS NULL OR responsible.id = \(employee)")
        }
        return all
    }
}

extension MissedCaseRow {
    /// Joins the client and the lead that rule N would find by the number of a case.
    static let contacts: SQL = """
        LEFT JOIN client ON client.id = (
            SELECT client_id FROM contact_by_phone
            WHERE e164 = missed_case.phone AND is_chosen AND client_id IS NOT NULL)
        LEFT JOIN lead ON lead.id = (
            SELECT lead_id FROM contact_by_phone
            WHERE e164 = missed_case.phone AND is_chosen AND lead_id IS NOT NULL)
        """

    /// A case with the client, lead and responsible employee that rule N would find by its number.
    fileprivate static let concerned: SQL = """
        FROM missed_case
        \(contacts)
        LEFT JOIN call AS first ON first.id = missed_case.first_call_id
        LEFT JOIN employee AS responsible ON responsible.id = coalesce(
            (SELECT id FROM employee WHERE id = lead.responsible_employee_id AND active = 1),
            (SELECT employee.id FROM client_admin
                JOIN employee ON employee.id = client_admin.employee_id AND employee.active = 1
                WHERE client_admin.client_id = client.id ORDER BY position LIMIT 1))
        """

    static func find(
        _ id: MissedCase.ID, seenBy viewer: Viewer, _ db: Database
    ) throws -> MissedCaseRow? {
        let conditions = ["missed_case.id = \(id)", viewer.cases].compactMap(\.self)
        return try list(conditions.allHold, seenBy: viewer, db).first
    }

    /// Calls that the viewer does not see are left out of the rows.
    ///
    /// - Parameter condition: may continue with ORDER BY and LIMIT.
    fileprivate static func list(
        _ condition: SQL, seenBy viewer: Viewer, _ db: Database
    ) throws -> [MissedCaseRow] {
        let opensLead = viewer.leads("lead").orTrue
        return try SQLRequest<Row>(
            literal: """
                SELECT missed_case.*, last.uuid AS last_uuid, last.contact_name, last.trunk, first.trunk AS first_trunk,
                    client.name AS client_name, client.company, lead.id AS lead_id,
                    lead.name AS lead_name, \(opensLead) AS opens_lead, responsible.id AS responsible_id,
                    responsible.name AS responsible_name, answer.uuid AS answer_uuid,
                    answer.direction AS answer_direction, answerer.name AS answerer_name,
                    \(sql: CaseClosingTable.reason) AS reason, case_closing.note, case_closing.actor,
                    case_closing.closed_at
                \(concerned)
                LEFT JOIN call AS last ON last.id = (
                    SELECT max(id) FROM call WHERE phone = missed_case.phone
                        AND started_at = missed_case.last_missed_at
                        AND direction = 'incoming' AND outcome = 'missed'
                        AND \(viewer.calls("call").orTrue))
                LEFT JOIN call AS answer ON answer.id = missed_case.returned_by_call_id
                    AND \(viewer.calls("answer").orTrue)
                LEFT JOIN employee AS answerer ON answerer.id = answer.employee_id
                LEFT JOIN case_closing ON case_closing.id = missed_case.closing_id
                WHERE \(condition)
                """, cached: true
        ).fetchAll(db).map { try MissedCaseRow($0) }
    }

    private init(_ row: Row) throws {
        id = row["id"]
        version = row["version"]
        phone = row["phone"]
        state = try row.code("state")
        openedAt = row["opened_at"]
        lastMissedAt = row["last_missed_at"]
        missedCalls = row["missed_calls"]
        attempts = row["attempts"]
        endedAt = row["ended_at"]
        lastCall = (row["last_uuid"] as String?).map { uuid in
            LastCall(
                uuid: uuid, contactName: ContactName(row["contact_name"])?.text,
                line: row["trunk"])
        }
        line = row["first_trunk"]
        clientName = row["client_name"]
        company = row["company"]
        leadID = row["lead_id"]
        leadName = row["lead_name"]
        opensLead = row["opens_lead"]
        responsible = (row["responsible_id"] as Employee.ID?).map { id in
            Responsible(id: id, name: row["responsible_name"])
        }
        returned = try (row["answer_uuid"] as String?).map { uuid in
            Returned(
                uuid: uuid,
                direction: try row.direction("answer_direction"),
                employeeName: row["answerer_name"])
        }
        closed = try (row["closing_id"] as CaseClosing.ID?).map { id in
            Closed(
                id: id,
                closing: CaseClosing(
                    reason: try row.code("reason"),
                    note: row["note"]),
                actor: row["actor"], at: row["closed_at"])
        }
    }
}
