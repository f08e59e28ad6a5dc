import CallRules

/// Judges the notices of one call by what is known now: whether each goes out, and what it says.
struct NoticeJudge {
    let id: Call.ID
    let call: Call
    let outcome: Call.Outcome?
    let facts: Facts
    /// The employees who took part in the call.
    let participants: Set<Employee.ID>
    /// What holds on the line of the call.
    let rules: RulesInForce
    let now: Instant
    let sql: Connection

    /// A notice that is neither sent nor dropped.
    struct Waiting {
        let id: Int64
        let kind: NoticeKind
        let employee: Employee.ID
        /// The employee's own choice; nil: the language of the settings.
        let language: Language?
        let lead: Lead.ID?
        let dueAt: Instant
    }

    func verdict(on notice: Waiting) throws(SQLiteError) -> NoticeVerdict {
        var situation = NoticeSituation(kind: notice.kind, state: call.state, outcome: outcome)
        situation.tookPart = participants.contains(notice.employee)
        situation.lateSeconds = now.seconds(since: notice.dueAt)
        switch notice.kind {
        case .leadAssigned:
            situation.ownsLead =
                try CallLeadTable.responsible(for: notice.lead, sql)
                == notice.employee
        case .incomingCall:
            situation.isToldAsMissed = try NoticeTable.isToldAsMissed(notice.employee, of: id, sql)
            situation.isReturned = try isReturned()
        case .missedCall:
            situation.isReturned = try isReturned()
        }
        return situation.verdict
    }

    /// The text of a notice that says this news.
    func text(_ news: NoticeNews, _ language: Language?) -> String {
        Notices.text(news, facts, language: language ?? rules.language)
    }

    private func isReturned() throws(SQLiteError) -> Bool {
        guard outcome == .missed else { return false }
        return try MissedCallerReading.contact(of: call, id, at: now, sql) == .conversation
    }
}

extension NoticeJudge {
    /// Of a stored call; nil: an internal call, or one that is gone.
    init?(
        _ id: Call.ID, _ snapshot: SettingsSnapshot, at now: Instant, _ sql: Connection
    ) throws(SQLiteError) {
        guard let (call, progress) = try CallBook.stored(id, sql) else { return nil }
        guard let direction = Facts.Direction(call.direction) else { return nil }
        let rules = snapshot.rules(of: call.line)
        let employee = try FactsReading.active([progress.employeeID].compactMap(\.self), sql).first
        self.init(
            id: id, call: call, outcome: call.outcome(at: now),
            facts: try FactsReading.facts(
                of: call, direction, employee: employee, extension: progress.extension,
                withoutLeadsOf: nil, on: rules.line, sql),
            participants: try FactsReading.participants(of: call, at: now, sql), rules: rules,
            now: now, sql: sql)
    }
}
