import CallRules
import GRDB

/// The one place that says in SQL which rows a person sees under `EmployeesSee.own`.
///
/// - A call: whoever has it, whose phone rang, or who talked; who was told of it by a notice; who is
///   responsible for its lead or an admin of its client; everybody, if it has none of these but the told.
/// - A client: its admins; everybody, if it has none.
/// - A lead: its responsible employee; everybody, if it has none.
/// - A missed case: who would be told of it, and who sees one of its missed calls.
///
/// An inactive employee still owns: supervisors and administrators hand over what is theirs.
enum VisibleRows {
    /// A condition on calls. The cheap comparisons come first: most rows are decided by the row alone. The
    /// plus keeps SQLite from reading all notices of the person for each call.
    ///
    /// - Parameters:
    ///   - call: the table `call` or an alias of it.
    ///   - me: the parameter with the person's id.
    static func calls(_ call: String, _ me: String) -> String {
        """
        (\(call).employee_id = \(me)
        OR \(call).has_participants = 1 AND EXISTS (
            SELECT 1 FROM call_participant AS took
            WHERE took.call_id = \(call).id AND took.employee_id = \(me))
        OR \(call).client_id IS NOT NULL AND EXISTS (
            SELECT 1 FROM client_admin AS administered
            WHERE administered.client_id = \(call).client_id
                AND administered.employee_id = \(me))
        OR \(call).lead_id IS NOT NULL AND EXISTS (
            SELECT 1 FROM lead AS answered_for
            WHERE answered_for.id = \(call).lead_id
                AND answered_for.responsible_employee_id = \(me))
        OR \(call).employee_id IS NULL AND \(call).has_participants = 0
            AND NOT EXISTS (
                SELECT 1 FROM client_admin AS administered
                WHERE administered.client_id = \(call).client_id)
            AND NOT EXISTS (
                SELECT 1 FROM lead AS answered_for
                WHERE answered_for.id = \(call).lead_id
                    AND answered_for.responsible_employee_id IS NOT NULL)
        OR EXISTS (
            SELECT 1 FROM notice AS told
            WHERE told.call_id = \(call).id AND +told.employee_id = \(me)
                AND told.kind <> 'lead_assigned' AND told.sent_at IS NOT NULL))
        """
    }

    /// The ids of the calls that the condition may be true of, each from an index.
    static func callIDs(_ me: String) -> String {
        """
        SELECT id FROM call INDEXED BY call_employee WHERE employee_id = \(me)
        UNION ALL SELECT call_id FROM call_participant WHERE employee_id = \(me)
        UNION ALL SELECT call.id FROM client_admin
            CROSS JOIN call ON call.client_id = client_admin.client_id
            WHERE client_admin.employee_id = \(me)
        UNION ALL SELECT call.id FROM lead CROSS JOIN call ON call.lead_id = lead.id
            WHERE lead.responsible_employee_id = \(me)
        UNION ALL SELECT id FROM call INDEXED BY call_nobody
            WHERE employee_id IS NULL AND has_participants = 0
        UNION ALL SELECT call_id FROM notice INDEXED BY notice_employee
            WHERE employee_id = \(me) AND kind <> 'lead_assigned' AND sent_at IS NOT NULL
        """
    }

    /// The ids of the calls of a period that the condition of `calls` is true of, each from an index; the
    /// period narrows only what an index has by time, so there may be ids of calls outside of it. Reading
    /// these calls takes a fifth of the time of asking the condition of each call of the period.
    ///
    /// - Parameters:
    ///   - from: the parameter with the start of the period.
    ///   - to: the parameter with its end, exclusive.
    static func callIDs(_ me: String, from: String, to: String) -> String {
        """
        SELECT id FROM call INDEXED BY call_employee
            WHERE employee_id = \(me) AND started_at >= \(from) AND started_at < \(to)
        UNION ALL SELECT call_id FROM call_participant WHERE employee_id = \(me)
        UNION ALL SELECT call.id FROM client_admin
            CROSS JOIN call ON call.client_id = client_admin.client_id
            WHERE client_admin.employee_id = \(me)
        UNION ALL SELECT call.id FROM lead CROSS JOIN call ON call.lead_id = lead.id
            WHERE lead.responsible_employee_id = \(me)
        UNION ALL SELECT id FROM call INDEXED BY call_nobody
            WHERE employee_id IS NULL AND has_participants = 0
                AND started_at >= \(from) AND started_at < \(to)
                AND NOT EXISTS (
                    SELECT 1 FROM client_admin AS administered
                    WHERE administered.client_id = call.client_id)
                AND NOT EXISTS (
                    SELECT 1 FROM lead AS answered_for
                    WHERE answered_for.id = call.lead_id
                        AND answered_for.responsible_employee_id IS NOT NULL)
        UNION ALL SELECT call_id FROM notice INDEXED BY notice_employee
            WHERE employee_id = \(me) AND kind <> 'lead_assigned' AND sent_at IS NOT NULL
        """
    }

    /// A condition on clients. `is_owned` is kept by triggers on `client_admin`.
    static func clients(_ client: String, _ me: String) -> String {
        """
        (\(client).is_owned = 0 OR EXISTS (
            SELECT 1 FROM client_admin AS administered
            WHERE administered.client_id = \(client).id AND administered.employee_id = \(me)))
        """
    }

    static func clientIDs(_ me: String) -> String {
        """
        SELECT client_id AS visible_id FROM client_admin WHERE employee_id = \(me)
        UNION ALL SELECT id FROM client INDEXED BY client_nobody WHERE is_owned = 0
        """
    }

    static func leads(_ lead: String, _ me: String) -> String {
        "(\(lead).responsible_employee_id IS NULL OR \(lead).responsible_employee_id = \(me))"
    }

    static func leadIDs(_ me: String) -> String {
        """
        SELECT id AS visible_id FROM lead WHERE responsible_employee_id = \(me)
        UNION ALL SELECT id FROM lead WHERE responsible_employee_id IS NULL
        """
    }

    /// A condition on the ignore list: numbers of visible calls, and beginnings, which are nobody's number.
    static func ignored(_ me: String) -> String {
        """
        (ignored_number.is_prefix = 1 OR EXISTS (
            SELECT 1 FROM call AS heard INDEXED BY call_phone
            WHERE heard.phone = ignored_number.number AND \(calls("heard", me))))
        """
    }

    /// A condition on missed cases that were joined with `responsible`, the employee who should call back.
    static func cases(_ me: String) -> String {
        """
        (responsible.id = \(me) OR EXISTS (
            SELECT 1 FROM call AS missed INDEXED BY call_phone
            WHERE missed.phone = missed_case.phone
                AND missed.started_at >= missed_case.opened_at
                AND missed.started_at <= missed_case.last_missed_at
                AND missed.direction = 'incoming' AND missed.outcome = 'missed'
                AND \(calls("missed", me))))
        """
    }
}

extension Viewer {
    /// Rows of one kind that are read and sorted at once; beyond, rows are skipped in the order of a list.
    /// With a million calls both take about as long where somebody sees one call of two hundred.
    static let few = 5000

    /// The condition that a call is visible; nil: every call is.
    /// - Parameter table: `call` or an alias of it.
    func calls(_ table: String = "call") -> SQL? { condition { VisibleRows.calls(table, $0) } }

    /// The ids of calls that may be visible; nil: all.
    var callIDs: SQL? { condition(VisibleRows.callIDs) }

    func clients(_ table: String = "client") -> SQL? {
        condition { VisibleRows.clients(table, $0) }
    }

    func leads(_ table: String = "lead") -> SQL? { condition { VisibleRows.leads(table, $0) } }

    /// See `VisibleRows.cases`.
    var cases: SQL? { condition(VisibleRows.cases) }

    /// See `VisibleRows.ignored`.
    var ignored: SQL? { condition(VisibleRows.ignored) }

    /// The query of the visible clients' ids, in a column `visible_id`, if there are few; nil: there are
    /// many, or every client is visible.
    func fewClientIDs(_ db: Database) throws -> SQL? {
        try few(condition(VisibleRows.clientIDs), db)
    }

    /// The same of leads.
    func fewLeadIDs(_ db: Database) throws -> SQL? { try few(condition(VisibleRows.leadIDs), db) }

    private func few(_ ids: SQL?, _ db: Database) throws -> SQL? {
        guard let ids else { return nil }
        let count =
            try SQLRequest<Int>(
                literal: "SELECT count(*) FROM (\(ids) LIMIT \(Viewer.few))", cached: true
            ).fetchOne(db) ?? 0
        return count < Viewer.few ? ids : nil
    }

    /// - Parameter text: makes the SQL, given the parameter of the person's id.
    private func condition(_ text: (String) -> String) -> SQL? {
        guard let owner else { return nil }
        let sql = text("?")
        let me = [any DatabaseValueConvertible](
            repeating: owner.value, count: sql.count { $0 == "?" })
        return SQL(sql: sql, arguments: StatementArguments(me))
    }
}

extension SQL? {
    /// The condition; nil: none.
    var orTrue: SQL {
        switch self {
        case let condition?: condition
        case nil: "TRUE"
        }
    }
}

// Single rows.
extension Viewer {
    func sees(call: Call.ID, _ db: Database) throws -> Bool {
        guard let visible = calls() else { return true }
        return try holds("call WHERE call.id = \(call) AND \(visible)", db)
    }

    /// Whether there is a visible call with this number.
    ///
    /// - Parameter phone: E.164.
    func seesCalls(of phone: String, _ db: Database) throws -> Bool {
        try holds(
            "call INDEXED BY call_phone WHERE call.phone = \(phone) AND \(calls().orTrue)", db)
    }

    /// Whether a client or a lead is visible; true of one that does not exist if everything is.
    func sees(_ contact: CallOwner, _ db: Database) throws -> Bool {
        let visible =
            switch contact {
            case .client: clients()
            case .lead: leads()
            }
        guard let visible else { return true }
        return try holds("\(contact.table) WHERE id = \(contact.id) AND \(visible)", db)
    }

    /// Whether the person took part in a call: has it, or their phone rang.
    func tookPart(in call: Call.ID, _ db: Database) throws -> Bool {
        guard let employee else { return true }
        return try holds(
            """
            call WHERE id = \(call) AND (employee_id = \(employee) OR EXISTS (
                SELECT 1 FROM call_participant
                WHERE call_id = call.id AND employee_id = \(employee)))
            """, db)
    }

    /// Those of these clients or leads that are visible.
    func visible(_ table: SQL, _ condition: SQL, _ ids: Set<Int64>, _ db: Database) throws -> Set<
        Int64
    > {
        guard !ids.isEmpty else { return [] }
        let list = JSONList.of(ids.sorted())
        return try SQLRequest<Int64>(
            literal: """
                SELECT id FROM \(table)
                WHERE id IN (SELECT value FROM json_each(\(list))) AND \(condition)
                """, cached: true
        ).fetchSet(db)
    }

    private func holds(_ rows: SQL, _ db: Database) throws -> Bool {
        try SQLRequest<Bool>(literal: "SELECT EXISTS (SELECT 1 FROM \(rows))", cached: true)
            .fetchOne(db) ?? false
    }
}
