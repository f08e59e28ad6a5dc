import CallRules

/// Runs the rules that are due for a call: reads the facts, lets `CallRules` decide, stores the
/// effects.
/// Runs inside the transaction that stored the message.
struct RuleRun {
    let call: Call
    let snapshot: SettingsSnapshot
    /// How the message or CDR came to the gateway.
    let origin: CallSource
    let now: Instant
    let sql: Connection
    private(set) var progress: CallProgress
    /// The extension whose call it is to the rules: of an outgoing call the caller's, whoever it was
    /// passed on to.
    private let `extension`: String?
    /// Who had that extension when the call began, if they are active.
    private let employee: Employee?
    /// The extension of the call before this message.
    private let before: String?
    /// The facts of the number; nil after a rule changed them.
    private var known: Facts?

    init(
        _ call: Call, _ progress: CallProgress, of owner: ExtensionOwner?, before: String?,
        _ snapshot: SettingsSnapshot, _ origin: CallSource, at now: Instant, _ sql: Connection
    ) throws(SQLiteError) {
        self.call = call
        self.progress = progress
        let caller = call.callerExtension
        `extension` = caller ?? progress.extension
        let person =
            if let caller, caller != call.extension {
                try ExtensionOwner.of(caller, at: call.startedAt ?? now, sql)
            } else { owner }
        employee = person.flatMap { $0.isActive ? $0.employee : nil }
        self.before = before
        self.snapshot = snapshot
        self.origin = origin
        self.now = now
        self.sql = sql
        rules = snapshot.rules(of: call.line)
    }

    /// What holds on the line of the call.
    private let rules: RulesInForce

    mutating func run() throws(SQLiteError) {
        if !rules.moduleEnabled { progress.isOfOffTime = true }
        guard let direction = Facts.Direction(call.direction) else { return }
        let madeBefore = progress.leadCreated
        guard !call.rulesWait(at: now) else { return }
        let due = call.due(
            at: now, decided: progress.decided, provisional: progress.provisional,
            isAnother: progress.wasAnother(than: call))
        if !due.isEmpty, !progress.isOfOffTime {
            progress.isOfOffTime = try ModuleOffTable.contains(call.startedAt ?? now, sql)
        }
        for moment in due {
            if progress.isOfOffTime {
                try leaveOut(moment, direction)
            } else {
                if progress.decided.contains(moment) { try takeBackNotices(of: moment) }
                if progress.ignoredBy == nil {
                    try run(moment, direction)
                } else {
                    try ignore(moment, direction)
                }
            }
            progress.decided.insert(moment)
            if call.isNumberKnown {
                progress.provisional.remove(moment)
            } else {
                progress.provisional.insert(moment)
            }
        }
        guard rules.moduleEnabled else { return }
        if madeBefore { try correctLead(direction) }
        try giveReopenedLead(direction)
        try updateWaitingNotices(direction)
    }

    private mutating func run(
        _ moment: Moment, _ direction: Facts.Direction
    ) throws(SQLiteError) {
        var facts = try facts(direction, withoutOwnLead: moment == .rings)
        for rule in RuleTable.rules(at: moment, direction) {
            switch (rule, moment) {
            case (.link, _): try link(facts)
            case (.reopen, _):
                if try reopen(facts) { facts = try self.facts(direction) }
            case (.create, .answered): try create(facts, .answered)
            case (.create, _): try create(facts, .missed)
            case (.notify, .rings): try tell(ringing(facts))
            // Whoever is told is told of the caller as it was before the call made a lead.
            case (.notify, _): try tell(missed(self.facts(direction, withoutOwnLead: true)))
            case (.distribute, _), (.correct, _): break
            }
        }
    }

    /// Stores that the rules of a moment do not run, because the module was off.
    private mutating func leaveOut(
        _ moment: Moment, _ direction: Facts.Direction
    ) throws(SQLiteError) {
        let facts = try facts(direction)
        for rule in RuleTable.rules(at: moment, direction) {
            try store(Rulings.moduleOff(rule, at: moment, facts))
        }
    }

    /// Stores that the rules of a moment do nothing, because the number is on the ignore list. The call is
    /// still joined to who is known.
    private mutating func ignore(
        _ moment: Moment, _ direction: Facts.Direction
    ) throws(SQLiteError) {
        let facts = try facts(direction)
        for rule in RuleTable.rules(at: moment, direction) {
            switch rule {
            case .link: try link(facts)
            case .reopen, .create, .distribute, .notify, .correct:
                try store(
                    Rulings.ignored(
                        rule, at: moment, facts, by: snapshot.ignored.entry(of: facts.number.e164)))
            }
        }
    }

    /// Runs rule C again where it made no lead because the call was before the connection.
    mutating func createAgain() throws(SQLiteError) {
        guard rules.moduleEnabled, progress.ignoredBy == nil,
            let direction = Facts.Direction(call.direction), let outcome = call.outcome(at: now),
            try DecisionTable.keptFromLead(progress.id, by: .beforeConnection, sql)
        else { return }
        let facts = try facts(direction)
        try create(facts, outcome)
    }

    /// What keeps a call known only from history from making a lead.
    private func past(_ outcome: Call.Outcome) throws(SQLiteError) -> Facts.Past? {
        guard progress.origin == .recovered, let startedAt = call.startedAt else { return nil }
        if let since = try PhonetConnectionTable.leadsSince(snapshot.settings, sql),
            startedAt < since
        {
            return .beforeConnection
        }
        guard let phone = call.number.e164 else { return nil }
        let wasTalkedTo = try FactsReading.wasTalkedTo(
            phone, since: startedAt, outcome, besides: progress.id, sql)
        return wasTalkedTo ? .talkedSince : nil
    }

    private mutating func link(_ facts: Facts) throws(SQLiteError) {
        attach(facts)
        try store(Rulings.link(facts))
    }

    private mutating func reopen(_ facts: Facts) throws(SQLiteError) -> Bool {
        // The rules run again for what a part of the call was known by: it was this call that reopened
        // the active lead, and its decision stands.
        if let lead = facts.activeLead, try Reopening.isOf(lead.id, by: progress.id, sql) {
            return false
        }
        let ruling = Rulings.reopen(facts, rules)
        guard let reopened = ruling.effect else {
            try store(ruling.decision)
            return false
        }
        let former = try Reopening.Former(of: reopened.lead, sql)
        try store(ruling.decision.adding(former.map { $0.facts(reopened) } ?? []))
        try CallLeadTable.reopen(reopened, at: now, sql)
        known = nil
        return true
    }

    /// Gives the lead that the call reopened to its caller, when another one was known then, or none,
    /// unless somebody has edited it since.
    private mutating func giveReopenedLead(_ direction: Facts.Direction) throws(SQLiteError) {
        guard direction == .outgoing, employee != nil, !progress.leadCreated,
            let leadID = progress.leadID,
            let past = try Reopening.find(of: leadID, by: progress.id, sql),
            past.extension != `extension`
        else { return }
        var facts = try facts(direction)
        guard let lead = facts.activeLead, lead.id == leadID else { return }
        let owner = try past.former.owner.map { owner throws(SQLiteError) in
            try FactsReading.active([owner], sql).first
        }
        facts.activeLead = nil
        facts.reopenableLead = Lead(id: lead.id, name: lead.name, responsible: owner ?? nil)
        let ruling = Rulings.reopen(facts, rules)
        guard let reopened = ruling.effect else { return }
        try store(ruling.decision.adding(past.former.facts(reopened)))
        try CallLeadTable.reopen(reopened, at: now, sql)
        if reopened.owner == nil {
            try CallLeadTable.give(leadID, to: past.former.owner, at: now, sql)
        }
        known = nil
    }

    private mutating func create(
        _ read: Facts, _ outcome: Call.Outcome
    ) throws(SQLiteError) {
        guard !progress.leadCreated else { return }
        var facts = read
        attach(facts)
        if outcome == .answered, facts.employee == nil { facts.employee = try answerer(but: []) }
        facts.past = try past(outcome)
        var ruling = Rulings.create(facts, outcome, rules)
        if ruling.effect != nil, facts.direction == .outgoing, outcome == .missed,
            try FloodBrake.brakes(call, progress.id, most: rules.floodBrakeCalls, sql)
        {
            facts.isFlood = true
            ruling = Rulings.create(facts, outcome, rules)
            try FloodBrake.note(at: now, sql)
        }
        let answerers = outcome == .answered ? [MadeAt.answerers(call)] : []
        try store(ruling.decision.adding(ruling.effect == nil ? [] : answerers))
        guard let new = ruling.effect else { return }
        let lead: Lead
        switch new.responsible {
        case .employee(let person):
            lead = try CallLeadTable.insert(
                new, responsible: person, call: progress.id, at: now, sql)
        case .nobody:
            lead = try CallLeadTable.insert(new, responsible: nil, call: progress.id, at: now, sql)
        case .distribute:
            lead = try distribute(new, facts, ruling.decision.moment)
        }
        progress.leadID = lead.id
        progress.leadCreated = true
        known = nil
        try tellOfLead(lead, facts)
    }

    /// Rule D.
    private func distribute(
        _ new: NewLead, _ facts: Facts, _ moment: Moment
    ) throws(SQLiteError) -> Lead {
        let assignment = try assignment(facts)
        let lead = try CallLeadTable.insert(
            new, responsible: assignment.employee, call: progress.id, at: now, sql)
        try store(assignment.decision(facts, rules, at: moment))
        if assignment.basis == .turn {
            try AssignmentTable.insert(assignment, call: progress.id, lead: lead.id, at: now, sql)
        }
        return lead
    }

    private func assignment(_ facts: Facts) throws(SQLiteError) -> Assignment {
        let mode = rules.distributionMode
        var formerOwner: Employee?
        if rules.returnsToFormerOwner, let phone = facts.number.e164 {
            formerOwner = try ContactLookup.formerOwner(phone, sql)
        }
        if let assignment = Assignment.withoutTurn(facts, formerOwner: formerOwner, rules) {
            return assignment
        }
        let candidates =
            mode == .off
            ? Candidates(people: [], listIsInactive: false)
            : try FactsReading.candidates(
                rules.distributionEmployeeIDs, pauses: rules.usePhonetPauseAsPresence,
                at: now, sql)
        return Assignment.next(mode, candidates, rung: facts.employee)
    }

    private func ringing(_ facts: Facts) throws(SQLiteError) -> Ruling<[Notice]> {
        let pushed = try FactsReading.active(rules.callPushEmployeeIDs, sql)
        return Notices.ringing(facts, pushed: pushed, rules)
    }

    private func missed(_ read: Facts) throws(SQLiteError) -> Ruling<[Notice]> {
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

    private func tell(_ ruling: Ruling<[Notice]>) throws(SQLiteError) {
        try store(ruling.decision)
        try insert(ruling.effect ?? [])
    }

    private mutating func correctLead(_ direction: Facts.Direction) throws(SQLiteError) {
        guard let leadID = progress.leadID, let outcome = call.outcome(at: now),
            let made = try DecisionTable.madeLead(progress.id, sql),
            let lead = try CallLeadTable.untouched(leadID, sql)
        else { return }
        var facts = try facts(direction)
        var namesAnother =
            direction == .outgoing ? `extension` != made.extension : call.extension != before
        if facts.employee == nil, outcome == .answered, let known = made.answerers,
            lead.responsible == nil || lead.wasDistributed,
            let person = try answerer(but: known)
        {
            (facts.employee, namesAnother) = (person, true)
        }
        guard
            let ruling = Rulings.correct(
                facts, outcome, made: made.outcome, namesAnother: namesAnother, lead: lead, rules),
            let wanted = ruling.effect
        else { return }
        try CallLeadTable.correct(leadID, wanted, at: now, sql)
        try store(ruling.decision)
        known = nil
        if wanted.responsible != lead.responsible {
            try tellOfLead(
                Lead(id: leadID, name: wanted.name, responsible: facts.employee), facts)
        }
    }

    /// Tells whoever was given the lead and took no part in the call.
    private func tellOfLead(_ lead: Lead, _ facts: Facts) throws(SQLiteError) {
        let tookPart = try participants().contains { $0 == lead.responsible?.id }
        if let notice = Notices.assigned(lead, facts: facts, tookPart: tookPart, rules) {
            try insert([notice])
        }
    }

    /// The rules of a moment run again because the number is known now: who was not told yet is
    /// told what is true of that number, or nothing.
    private func takeBackNotices(of moment: Moment) throws(SQLiteError) {
        switch moment {
        case .rings: try NoticeTable.takeBack(.incomingCall, of: progress.id, sql)
        case .missed: try NoticeTable.takeBack(.missedCall, of: progress.id, sql)
        case .begins, .answered: break
        }
    }

    private mutating func updateWaitingNotices(_ direction: Facts.Direction) throws(SQLiteError) {
        guard direction == .incoming, call.state == .ended, let outcome = call.outcome(at: now)
        else { return }
        // Nearly always empty, and what a judge reads is dear.
        let waiting = try NoticeTable.waiting(of: progress.id, sql)
        let revoked = try noticesOfNoAnswer(outcome)
        guard !waiting.isEmpty || !revoked.isEmpty else { return }
        let judge = NoticeJudge(
            id: progress.id, call: call, outcome: outcome, facts: try facts(direction),
            participants: try participants(), rules: rules, now: now, sql: sql)
        let restored = try NoticeTable.restore(revoked, judge, sql)
        try NoticeTable.callEnded(judge, waiting + restored, sql)
    }

    /// Notices that were dropped because of an answer that was none: a CDR says so.
    private func noticesOfNoAnswer(
        _ outcome: Call.Outcome
    ) throws(SQLiteError) -> [NoticeJudge.Waiting] {
        guard outcome == .missed, progress.decided.contains(.answered),
            !Notices.isStale(
                .missedCall, call, at: now, rules, snapshot.noticeHours(of: call.line))
        else { return [] }
        return try NoticeTable.droppedAsAnswered(of: progress.id, sql)
    }

    /// Read once, and again after a rule changed them.
    private mutating func facts(
        _ direction: Facts.Direction, withoutOwnLead: Bool = false
    ) throws(SQLiteError) -> Facts {
        let leavesOut = withoutOwnLead && progress.leadCreated
        if let known, !leavesOut { return known }
        let facts = try FactsReading.facts(
            of: call, direction, employee: employee, extension: `extension`,
            withoutLeadsOf: leavesOut ? progress.id : nil, on: rules.line, sql)
        if !leavesOut { known = facts }
        return facts
    }

    private func participants() throws(SQLiteError) -> Set<Employee.ID> {
        try FactsReading.participants(of: call, at: now, sql)
    }

    /// The first active employee who talked. A call that was transferred to somebody unknown has its
    /// lead from who answered, in whatever order its messages come.
    ///
    /// - Parameter known: extensions that count no more.
    private func answerer(but known: Set<String>) throws(SQLiteError) -> Employee? {
        for number in call.answererExtensions where !known.contains(number) {
            let owner = try ExtensionOwner.of(number, at: call.startedAt ?? now, sql)
            if let owner, owner.isActive { return owner.employee }
        }
        return nil
    }

    private mutating func attach(_ facts: Facts) {
        progress.clientID = progress.clientID ?? facts.client?.id
        progress.leadID = progress.leadID ?? facts.activeLead?.id
    }

    private func insert(_ notices: [Notice]) throws(SQLiteError) {
        let hours = snapshot.noticeHours(of: call.line)
        let due = now.advanced(bySeconds: rules.pushDelaySeconds)
        for notice in notices {
            var (dueAt, dropped) = (due, try dropReason(notice, hours))
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
    private func dropReason(
        _ notice: Notice, _ hours: NoticeHours
    ) throws(SQLiteError) -> DropReason? {
        if Notices.isStale(notice.kind, call, at: now, rules, hours) { return .stale }
        guard notice.kind == .missedCall else { return nil }
        return try MissedCallerReading.isTold(notice.employee.id, of: call, progress.id, sql)
            ? .alreadyTold : nil
    }

    private func store(_ decision: Decision) throws(SQLiteError) {
        try DecisionTable.insert(
            decision, call: progress.id, settingsVersion: snapshot.version, at: now, sql)
    }
}

extension Facts.Direction {
    /// Nil for an internal call and for an unknown direction: no rules run.
    init?(_ direction: LegDirection?) {
        switch direction {
        case .incoming: self = .incoming
        case .outgoing: self = .outgoing
        case .internal, nil: return nil
        }
    }
}
