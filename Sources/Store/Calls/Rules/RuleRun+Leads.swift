import CallRules

/// Rules C and D, and what later messages mean for the lead they made.
extension RuleRun {
    mutating func create(
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
    func distribute(
        _ new: NewLead, _ facts: Facts, _ moment: Moment
    ) throws(SQLiteError) -> Lead {
        let assignment = try assignment(facts)
        let lead = try CallLeadTable.insert(
            new, responsible: assignment.employee, call: progress.id, at: now, sql)
        try store(assignment, of: lead.id, facts, at: moment)
        return lead
    }

    /// Stores what rule D decided about a lead, and the turn that it spent.
    private func store(
        _ assignment: Assignment, of lead: Lead.ID, _ facts: Facts, at moment: Moment
    ) throws(SQLiteError) {
        try store(assignment.decision(facts, rules, at: moment))
        if assignment.basis == .turn {
            try AssignmentTable.insert(assignment, call: progress.id, lead: lead, at: now, sql)
        }
    }

    func assignment(_ facts: Facts) throws(SQLiteError) -> Assignment {
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

    mutating func correctLead(_ direction: Facts.Direction) throws(SQLiteError) {
        guard let leadID = progress.leadID, let outcome = call.outcome(at: now),
            let made = try DecisionTable.madeLead(progress.id, sql),
            let lead = try CallLeadTable.untouched(leadID, by: progress.id, sql)
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
        // The answer proved to be none: the lead is shared out like that of any missed call.
        var turn: Assignment?
        if outcome == .missed, made.outcome == .answered, direction == .incoming,
            !lead.wasDistributed, rules.distributionMode != .off
        {
            turn = try assignment(facts)
            facts.employee = turn?.employee ?? facts.employee
        }
        guard
            let ruling = Rulings.correct(
                facts, outcome, made: made.outcome, namesAnother: namesAnother, lead: lead, rules),
            let wanted = ruling.effect
        else { return }
        try CallLeadTable.correct(leadID, wanted, at: now, sql)
        try store(ruling.decision)
        if let turn { try store(turn, of: leadID, facts, at: .missed) }
        known = nil
        if wanted.responsible != lead.responsible {
            try tellOfLead(
                Lead(id: leadID, name: wanted.name, responsible: facts.employee), facts)
        }
    }

    /// Tells whoever was given the lead and took no part in the call.
    func tellOfLead(_ lead: Lead, _ facts: Facts) throws(SQLiteError) {
        let tookPart = try participants().contains { $0 == lead.responsible?.id }
        if let notice = Notices.assigned(lead, facts: facts, tookPart: tookPart, rules) {
            try insert([notice])
        }
    }

    /// What keeps a call known only from history from making a lead.
    func past(_ outcome: Call.Outcome) throws(SQLiteError) -> Facts.Past? {
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

    /// The first active employee who talked. A call that was transferred to somebody unknown has its
    /// lead from who answered, in whatever order its messages come.
    ///
    /// - Parameter known: extensions that count no more.
    func answerer(but known: Set<String>) throws(SQLiteError) -> Employee? {
        for number in call.answererExtensions where !known.contains(number) {
            let owner = try ExtensionOwner.of(number, at: call.startedAt ?? now, sql)
            if let owner, owner.isActive { return owner.employee }
        }
        return nil
    }
}
