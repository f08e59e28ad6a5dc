/// An employee who might get a lead.
package struct Candidate: Hashable, Sendable {
    package let employee: Employee
    /// Seen within the last 90 s, and not away otherwise.
    package let presence: Presence
    /// Serial number of the last assignment to this employee; a greater one is later; nil: none.
    package let lastAssignment: Int64?

    package init(employee: Employee, presence: Presence, lastAssignment: Int64?) {
        self.employee = employee
        self.presence = presence
        self.lastAssignment = lastAssignment
    }

    /// Whether an employee can take a lead now.
    package enum Presence: Sendable {
        case online, offline
        /// Seen, but with a pause set at Phonet.
        case paused

        /// An older pause is ignored: the message that lifted it may have been lost.
        package static let longestPauseSeconds = 12 * 3600
    }
}

/// The employees among whom the turn goes round.
package struct Candidates: Hashable, Sendable {
    /// The active employees of the setting `distribution_employee_ids`; all active employees when
    /// it is empty, or when nobody in it is active.
    package var people: [Candidate]
    /// The setting names employees, and none of them is active.
    package let listIsInactive: Bool

    package init(people: [Candidate], listIsInactive: Bool) {
        self.people = people
        self.listIsInactive = listIsInactive
    }
}

/// Rule D: who gets a new lead.
package struct Assignment: Hashable, Sendable {
    /// The employee who gets the lead; nil: there was no candidate.
    package let employee: Employee?
    /// The distribution mode that was in force.
    package let mode: DistributionMode
    /// How the employee was chosen.
    package let basis: Basis
    /// The candidates who did not get the lead.
    package let skipped: [Skipped]
    /// Why this employee was chosen, or why nobody was.
    package let reason: LocalizedText

    /// How rule D chose. The raw value is stored with the decision as the fact `chosen_by`.
    package enum Basis: String, CaseIterable, Sendable {
        /// Distribution is off: the one employee whose phone rang, else nobody.
        case rang
        /// The next in turn. Only this spends a turn.
        case turn
        /// The first active admin of a known client.
        case clientAdmin = "client_admin"
        /// The responsible employee of the caller's newest closed lead.
        case formerOwner = "former_owner"
    }

    /// A candidate who did not get the lead.
    package struct Skipped: Hashable, Sendable {
        package let employee: Employee.ID
        package let why: Why

        package init(employee: Employee.ID, why: Why) {
            self.employee = employee
            self.why = why
        }
    }

    /// Why a candidate did not get the lead; the raw values are stored.
    package enum Why: String, Sendable {
        case offline
        /// A pause is set at Phonet.
        case paused
        /// The chosen employee has waited longer.
        case laterAssignment = "later_turn"
    }

    /// The assignment that needs no turn: to the first admin of a known client, or back to the former
    /// owner. Nil: distribution is off, or the turn decides.
    ///
    /// - Parameter formerOwner: the active responsible employee of the caller's newest closed lead.
    package static func withoutTurn(
        _ facts: Facts, formerOwner: Employee?, _ rules: RulesInForce
    ) -> Assignment? {
        let mode = rules.distributionMode
        guard mode != .off else { return nil }
        if let client = facts.client, !rules.distributesKnownClients,
            let admin = client.admins.first
        {
            return Assignment(
                employee: admin, mode: mode, basis: .clientAdmin, skipped: [],
                reason: Reasons.firstAdmin(admin, of: client))
        }
        guard rules.returnsToFormerOwner, let formerOwner else { return nil }
        return Assignment(
            employee: formerOwner, mode: mode, basis: .formerOwner, skipped: [],
            reason: Reasons.formerOwner(formerOwner))
    }

    /// The assignment of one lead by turn, or with distribution off.
    ///
    /// - Parameter rung: the employee whose phone rang, if it was one person.
    package static func next(
        _ mode: DistributionMode, _ candidates: Candidates, rung: Employee?
    ) -> Assignment {
        switch mode {
        case .off:
            return Assignment(
                employee: rung, mode: .off, basis: .rang, skipped: [], reason: Reasons.rung(rung))
        case .even:
            return even(candidates, mode: .even, skipped: [])
        case .active:
            let online = candidates.people.filter { $0.presence == .online }
            if online.isEmpty { return even(candidates, mode: .active, skipped: []) }
            let away = candidates.people.filter { $0.presence != .online }
                .map {
                    Skipped(
                        employee: $0.employee.id, why: $0.presence == .paused ? .paused : .offline)
                }
            let present = Candidates(people: online, listIsInactive: candidates.listIsInactive)
            return even(present, mode: .active, skipped: away)
        }
    }

    /// The next assignments, in order, if nothing else changes; empty while distribution is off,
    /// because then the phone that rings decides.
    package static func next(
        _ count: Int, _ mode: DistributionMode, _ candidates: Candidates
    ) -> [Assignment] {
        guard mode != .off else { return [] }
        var waiting = candidates
        var turns: [Assignment] = []
        while turns.count < count {
            let assignment = next(mode, waiting, rung: nil)
            guard let chosen = assignment.employee else { break }
            turns.append(assignment)
            let latest = waiting.people.compactMap(\.lastAssignment).max() ?? 0
            waiting.people = waiting.people.map { candidate in
                candidate.employee.id == chosen.id
                    ? Candidate(
                        employee: candidate.employee, presence: candidate.presence,
                        lastAssignment: latest == .max ? .max : latest + 1)
                    : candidate
            }
        }
        return turns
    }

    /// The decision that explains this assignment.
    package func decision(
        _ facts: Facts, _ rules: RulesInForce, at moment: Moment
    ) -> Decision {
        var said = reason
        if basis == .turn, rules.distributesToOwnPeople, let line = rules.line {
            let list = Reasons.ownList(line)
            said = LocalizedText(uk: reason.uk + list.uk, en: reason.en + list.en)
        }
        return Decision(
            rule: .distribute, moment: moment, result: employee == nil ? .nothing : .assigned,
            reason: said,
            facts: facts.listed + [
                Fact("mode", .text(mode.rawValue)),
                Fact("chosen_by", .text(basis.rawValue)),
                Fact("assigned_employee_id", employee.map { .number($0.id.value) } ?? .none),
            ])
    }

    private static func even(
        _ candidates: Candidates, mode: DistributionMode, skipped: [Skipped]
    ) -> Assignment {
        let order = candidates.people.sorted {
            ($0.lastAssignment ?? .min, $0.employee.id) < (
                $1.lastAssignment ?? .min, $1.employee.id
            )
        }
        let later = order.dropFirst().map {
            Skipped(employee: $0.employee.id, why: .laterAssignment)
        }
        return Assignment(
            employee: order.first?.employee, mode: mode, basis: .turn, skipped: skipped + later,
            reason: Reasons.distributed(
                mode, to: order.first?.employee,
                nobodyOnline: !candidates.people.contains { $0.presence == .online },
                listIsInactive: candidates.listIsInactive))
    }
}
