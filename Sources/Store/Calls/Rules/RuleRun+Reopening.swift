import CallRules

/// Rule R.
extension RuleRun {
    mutating func reopen(_ facts: Facts) throws(SQLiteError) -> Bool {
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
    mutating func giveReopenedLead(_ direction: Facts.Direction) throws(SQLiteError) {
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
}
