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
    var progress: CallProgress
    /// The extension whose call it is to the rules: of an outgoing call the caller's, whoever it was
    /// passed on to.
    let `extension`: String?
    /// Who had that extension when the call began, if they are active.
    let employee: Employee?
    /// The extension of the call before this message.
    let before: String?
    /// The facts of the number; nil after a rule changed them.
    var known: Facts?

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
    let rules: RulesInForce

    mutating func run() throws(SQLiteError) {
        if !rules.moduleEnabled { progress.isOfOffTime = true }
        guard let direction = Facts.Direction(call.direction) else { return }
        let madeBefore = progress.leadCreated
        guard !call.rulesWait(at: now) else { return }
        let due = call.due(
            at: now, decided: progress.decided, provisional: progress.provisional,
            outdated: progress.outdated)
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
            progress.outdated.remove(moment)
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

    private mutating func link(_ facts: Facts) throws(SQLiteError) {
        attach(facts)
        try store(Rulings.link(facts))
    }

    /// Read once, and again after a rule changed them.
    mutating func facts(
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

    func participants() throws(SQLiteError) -> Set<Employee.ID> {
        try FactsReading.participants(of: call, at: now, sql)
    }

    mutating func attach(_ facts: Facts) {
        progress.clientID = progress.clientID ?? facts.client?.id
        progress.leadID = progress.leadID ?? facts.activeLead?.id
    }

    func store(_ decision: Decision) throws(SQLiteError) {
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
