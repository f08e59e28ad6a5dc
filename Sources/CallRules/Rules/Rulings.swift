/// The effect of a rule, with the decision that explains it.
package struct Ruling<Effect: Sendable>: Sendable {
    package let decision: Decision
    /// Nil: nothing to do.
    package let effect: Effect?
}

/// A lead for rule R to reopen.
package struct ReopenedLead: Hashable, Sendable {
    package let lead: Lead.ID
    /// The status it moves to.
    package let status: LeadStatus.ID
    /// Its new responsible employee; nil: the old one stays.
    package let owner: Employee?
}

/// A lead for rule C to create.
package struct NewLead: Hashable, Sendable {
    /// The contact's name as Phonet knows it, else the number.
    package let name: String
    /// E.164.
    package let phone: String
    /// Nil: the lead has no source.
    package let sourceID: LeadSource.ID?
    /// A known employee, or chosen by rule D.
    package let responsible: NewResponsible
}

/// The fields of a lead that rules may change until somebody edits the lead.
package struct MadeLead: Hashable, Sendable {
    package var name: String
    /// Nil: nobody.
    package var responsible: Employee.ID?
    /// Nil: none.
    package var sourceID: LeadSource.ID?
    /// Rule D chose the responsible employee.
    package let wasDistributed: Bool

    package init(
        name: String, responsible: Employee.ID?, sourceID: LeadSource.ID?, wasDistributed: Bool
    ) {
        self.name = name
        self.responsible = responsible
        self.sourceID = sourceID
        self.wasDistributed = wasDistributed
    }
}

/// Who becomes responsible for a new lead.
package enum NewResponsible: Hashable, Sendable {
    case employee(Employee)
    case nobody
    case distribute
}

/// The rules that look at one call and one number, as pure functions of facts and rules.
package enum Rulings {
    /// The decision of a rule that does not run, because the module was off at the time of the call.
    package static func moduleOff(_ rule: Rule, at moment: Moment, _ facts: Facts) -> Decision {
        Decision(
            rule: rule, moment: moment, result: .nothing, reason: Reasons.moduleOff,
            facts: facts.listed)
    }

    /// The decision of a rule that does nothing, because the number is on the ignore list.
    ///
    /// - Parameter entry: of the list; nil: it is gone since.
    package static func ignored(
        _ rule: Rule, at moment: Moment, _ facts: Facts, by entry: IgnoredNumber?
    ) -> Decision {
        Decision(
            rule: rule, moment: moment, result: .nothing, reason: Reasons.ignored(entry),
            facts: facts.listed + [
                Fact("ignored_number_id", entry.map { .number($0.id.value) } ?? .none)
            ])
    }

    /// Why a lead that rule R had reopened is closed again.
    package static var closedAgain: LocalizedText { Reasons.closedAgain }

    /// Rule L.
    package static func link(_ facts: Facts) -> Decision {
        let found = facts.client != nil || facts.activeLead != nil
        return Decision(
            rule: .link, moment: .begins, result: found ? .linked : .nothing,
            reason: Reasons.link(facts), facts: facts.listed)
    }

    /// Rule R; the effect is the lead to reopen with its new status and responsible employee.
    package static func reopen(_ facts: Facts, _ rules: RulesInForce) -> Ruling<ReopenedLead> {
        let verdict = RuleTable.reopening(
            activeLead: facts.activeLead != nil,
            reopenableLead: facts.reopenableLead != nil,
            isOn: rules.reopenStatusID != nil)
        let owner = verdict == .open ? newOwner(facts, rules) : nil
        let decision = Decision(
            rule: .reopen, moment: .begins, result: verdict == .open ? .reopened : .nothing,
            reason: Reasons.reopen(verdict, facts, owner: owner), facts: facts.listed)
        guard verdict == .open, let lead = facts.reopenableLead,
            let status = rules.reopenStatusID
        else { return Ruling(decision: decision, effect: nil) }
        return Ruling(
            decision: decision, effect: ReopenedLead(lead: lead.id, status: status, owner: owner))
    }

    /// Who takes over a reopened lead; nil: its responsible employee stays, also when the caller is
    /// unknown.
    private static func newOwner(_ facts: Facts, _ rules: RulesInForce) -> Employee? {
        let old = facts.reopenableLead?.responsible
        let takesOver =
            switch rules.reopenedLeadOwner {
            case .keep: false
            case .caller: true
            case .callerIfNone: old == nil
            }
        return takesOver && facts.employee?.id != old?.id ? facts.employee : nil
    }

    /// Rule C.
    package static func create(
        _ facts: Facts, _ outcome: Call.Outcome, _ rules: RulesInForce
    ) -> Ruling<NewLead> {
        let row = RuleTable.creation(facts.direction, outcome, rules)
        var verdict = RuleTable.verdict(
            number: facts.number.numberClass, activeLead: facts.activeLead != nil,
            client: facts.client != nil, row: row.switch)
        if verdict == .make, let past = facts.past {
            verdict = past == .beforeConnection ? .beforeConnection : .talkedSince
        }
        if verdict == .make, facts.isFlood { verdict = .flood }
        let decision = Decision(
            rule: .create, moment: outcome == .answered ? .answered : .missed,
            result: verdict == .make ? .created : .nothing,
            reason: Reasons.create(verdict, facts, outcome, most: rules.floodBrakeCalls)
                .of(row.isOwn && verdict.looksAtSwitch ? rules.line : nil),
            facts: facts.listed + [
                Fact("line_id", rules.line.map { .number($0.id.value) } ?? .none),
                Fact("line_rule", .truth(row.isOwn)),
                Fact("outcome", .text(outcome.rawValue)),
                Fact("switch", .truth(row.switch.isOn)),
                Fact("even_if_client_exists", .truth(row.switch.evenIfClientExists)),
            ] + (facts.past.map { [Fact("past", .text($0.rawValue))] } ?? [])
                + (facts.isFlood ? [Fact("flood", .truth(true))] : []))
        guard verdict == .make, let phone = facts.number.e164 else {
            return Ruling(decision: decision, effect: nil)
        }
        let lead = NewLead(
            name: realName(facts.contactName) ?? phone, phone: phone, sourceID: row.sourceID,
            responsible: responsible(row.responsible, facts, rules))
        return Ruling(decision: decision, effect: lead)
    }

    /// The fields an unedited lead should have after later messages about the call that made it;
    /// nil when it has them. Its name is that of the contact, or the number. The lead goes to another
    /// employee only when the call names another extension than before, or turned out otherwise; never
    /// from somebody to nobody because people came and went. An assignment by rule D is never undone by
    /// a call that nobody answered; but while distribution is off a missed call's lead is that of the
    /// only one whose phone rang, and nobody's once another phone proves to have rung.
    ///
    /// - Parameter made: the outcome the lead was made for; a missed call that turns out to have
    ///   been answered changes the source too.
    /// - Parameter namesAnother: the call has another extension than before the last message.
    package static func correct(
        _ facts: Facts, _ outcome: Call.Outcome, made: Call.Outcome, namesAnother: Bool,
        lead: MadeLead, _ rules: RulesInForce
    ) -> Ruling<MadeLead>? {
        let row = RuleTable.creation(facts.direction, outcome, rules)
        var wanted = lead
        if outcome != made { wanted.sourceID = row.sourceID }
        if let name = realName(facts.contactName) ?? facts.number.e164 { wanted.name = name }
        if let person = facts.employee, outcome == .answered || !lead.wasDistributed,
            namesAnother || outcome != made || lead.responsible == nil
        {
            wanted.responsible = person.id
        }
        let isOfNobody =
            outcome == .missed && made == .missed && facts.direction == .incoming
            && rules.distributionMode == .off && !lead.wasDistributed && facts.extension == nil
        if isOfNobody { wanted.responsible = nil }
        guard wanted != lead else { return nil }
        let decision = Decision(
            rule: .correct, moment: outcome == .answered ? .answered : .missed,
            result: .corrected,
            reason: isOfNobody && lead.responsible != nil
                ? Reasons.correctedToNobody
                : Reasons.correct(
                    to: wanted.responsible == lead.responsible ? nil : facts.employee),
            facts: facts.listed)
        return Ruling(decision: decision, effect: wanted)
    }

    private static func responsible(
        _ rule: RuleTable.Responsible, _ facts: Facts, _ rules: RulesInForce
    ) -> NewResponsible {
        switch (rule, facts.employee) {
        case (.distributed, _): .distribute
        case (.participant, let employee?): .employee(employee)
        case (.participant, nil): rules.distributionMode == .off ? .nobody : .distribute
        }
    }

    /// Phonet repeats the number where it knows no name (protocol 2.6.1): that is no name.
    private static func realName(_ text: String?) -> String? {
        guard let name = ContactName(text)?.text, name.contains(where: \.isLetter),
            PhoneNumber(name).e164 == nil
        else { return nil }
        return name
    }
}
