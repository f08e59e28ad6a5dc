import CallRules

/// Rule N, and what later messages mean for its notices.
extension RuleRun {
    func ringing(_ facts: Facts) throws(SQLiteError) -> Ruling<[Notice]> {
        let pushed = try FactsReading.active(rules.callPushEmployeeIDs, sql)
        return Notices.ringing(facts, pushed: pushed, rules)
    }

    func missed(_ read: Facts) throws(SQLiteError) -> Ruling<[Notice]> {
        var facts = read
        // The caller was unknown when this attempt was missed; the lead was made by it.
        if let lead = facts.activeLead,
            try MissedCallerReading.isMade(lead.id, bySameAttemptAs: call, progress.id, sql)
        {
            facts.activeLead = nil
        }
        return Notices.missed(
            facts, chosen: try FactsReading.toldOfUnknown(rules, sql),
            try MissedCallerReading.contact(of: call, progress.id, at: now, sql), rules)
    }

    func tell(_ ruling: Ruling<[Notice]>) throws(SQLiteError) {
        try store(ruling.decision)
        try insert(ruling.effect ?? [])
    }

    /// The rules of a moment run again because the number is known now, or another one: who was not told
    /// yet is told what is true of that number, or nothing.
    func takeBackNotices(of moment: Moment) throws(SQLiteError) {
        try DecisionTable.forgetNotices(of: progress.id, at: moment, sql)
        switch moment {
        case .rings: try NoticeTable.takeBack(.incomingCall, of: progress.id, sql)
        case .missed: try NoticeTable.takeBack(.missedCall, of: progress.id, sql)
        case .begins, .answered: break
        }
    }

    mutating func updateWaitingNotices(_ direction: Facts.Direction) throws(SQLiteError) {
        guard direction == .incoming, call.state == .ended, let outcome = call.outcome(at: now)
        else { return }
        // Nearly always empty, and what a judge reads is dear.
        let waiting = try NoticeTable.waiting(of: progress.id, sql)
        let revoked = try noticesOfNoAnswer(outcome)
        guard !waiting.isEmpty || !revoked.isEmpty else { return }
        let judge = try judge(direction, outcome)
        let restored = try NoticeTable.restore(revoked, judge, sql)
        try NoticeTable.callEnded(judge, waiting + restored, sql)
    }

    /// Notices that were dropped because of an answer that was none: a CDR says so.
    func noticesOfNoAnswer(
        _ outcome: Call.Outcome
    ) throws(SQLiteError) -> [NoticeJudge.Waiting] {
        guard outcome == .missed, progress.decided.contains(.answered),
            !Notices.isStale(
                .missedCall, call, at: now, rules, snapshot.noticeHours(of: call.line))
        else { return [] }
        return try NoticeTable.dropped(of: progress.id, because: [.tookPart, .answered], sql)
    }

    private mutating func judge(
        _ direction: Facts.Direction, _ outcome: Call.Outcome
    ) throws(SQLiteError) -> NoticeJudge {
        NoticeJudge(
            id: progress.id, call: call, outcome: outcome, facts: try facts(direction),
            participants: try participants(), rules: rules, now: now, sql: sql)
    }

    /// Rule N of a missed call again, because its caller waits although it seemed otherwise: who was told
    /// nothing for that reason is told now.
    mutating func tellAgain() throws(SQLiteError) {
        guard rules.moduleEnabled, !progress.isOfOffTime, progress.ignoredBy == nil,
            call.direction == .incoming, call.outcome(at: now) == .missed,
            progress.decided.contains(.missed)
        else { return }
        let judge = try judge(.incoming, .missed)
        let silent = try NoticeTable.dropped(
            of: progress.id, because: [.returned, .alreadyTold, .answered, .tookPart], sql)
        let hours = snapshot.noticeHours(of: call.line)
        var waiting: [NoticeJudge.Waiting] = []
        for notice in silent
        where try dropReason(.missedCall, to: notice.employee, hours) == nil {
            if case .send = try judge.verdict(on: notice) { waiting.append(notice) }
        }
        _ = try NoticeTable.restore(waiting, judge, sql)
        guard try DecisionTable.toldNobody(progress.id, sql) else { return }
        try tell(missed(facts(.incoming, withoutOwnLead: true)))
    }

    func insert(_ notices: [Notice]) throws(SQLiteError) {
        let hours = snapshot.noticeHours(of: call.line)
        let due = now.advanced(bySeconds: rules.pushDelaySeconds)
        for notice in notices {
            var (dueAt, dropped) = (
                due, try dropReason(notice.kind, to: notice.employee.id, hours)
            )
            switch hours.departure(of: call.startedAt, at: due) {
            case .now: break
            case .later(let opening): dueAt = opening
            case .never: dropped = dropped ?? .outsideHours
            }
            try NoticeTable.insert(
                notice, call: progress.id, formedAt: now, dueAt: dueAt, dropped: dropped, sql)
        }
    }

    /// Reason a notice is not sent, known when it is formed; nil: none.
    func dropReason(
        _ kind: NoticeKind, to employee: Employee.ID, _ hours: NoticeHours
    ) throws(SQLiteError) -> DropReason? {
        if Notices.isStale(kind, call, at: now, rules, hours) { return .stale }
        guard kind == .missedCall else { return nil }
        return try MissedCallerReading.isTold(employee, of: call, progress.id, sql)
            ? .alreadyTold : nil
    }
}
