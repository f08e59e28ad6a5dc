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

/// Rule D: who gets a new lead.
package struct Assignment: Hashable, Sendable {
    /// The employee who gets the lead; nil: there was no candidate.
    package let employee: Employee?
    /// The distribution mode that was in force.
    package let mode: DistributionMode
    /// The candidates who did not get the lead.
    package let skipped: [Skipped]
    /// Why this employee was chosen, or why nobody was.
    package let reason: LocalizedText

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

    /// The assignment of one lead.
    ///
    /// - Parameters:
    ///   - candidates: active employees named in the setting `distribution_employee_ids`, or all when it is empty.
    ///   - rung: the employee whose phone rang, if it was one person.
    package static func next(
        _ mode: DistributionMode, candidates: [Candidate], rung: Employee?
    ) -> Assignment {
        switch mode {
        case .off:
            return Assignment(
                employee: rung, mode: .off, skipped: [], reason: Reasons.rung(rung))
        case .even:
            return even(candidates, mode: .even, skipped: [])
        case .active:
            let online = candidates.filter { $0.presence == .online }
            if online.isEmpty { return even(candidates, mode: .active, skipped: []) }
            let away = candidates.filter { $0.presence != .online }
                .map {
                    Skipped(
                        employee: $0.employee.id, why: $0.presence == .paused ? .paused : .offline)
                }
            return even(online, mode: .active, skipped: away)
        }
    }

    /// The next assignments, in order, if nothing else changes; empty while distribution is off,
    /// because then the phone that rings decides.
    package static func next(
        _ count: Int, _ mode: DistributionMode, candidates: [Candidate]
    ) -> [Assignment] {
        guard mode != .off else { return [] }
        var waiting = candidates
        var turns: [Assignment] = []
        while turns.count < count {
            let assignment = next(mode, candidates: waiting, rung: nil)
            guard let chosen = assignment.employee else { break }
            turns.append(assignment)
            let latest = waiting.compactMap(\.lastAssignment).max() ?? 0
            waiting = waiting.map { candidate in
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
    package func decision(_ facts: Facts, at moment: Moment) -> Decision {
        Decision(
            rule: .distribute, moment: moment, result: employee == nil ? .nothing : .assigned,
            reason: reason,
            facts: facts.listed + [
                Fact("mode", .text(mode.rawValue)),
                Fact("assigned_employee_id", employee.map { .number($0.id.value) } ?? .none),
            ])
    }

    private static func even(
        _ candidates: [Candidate], mode: DistributionMode, skipped: [Skipped]
    ) -> Assignment {
        let order = candidates.sorted {
            ($0.lastAssignment ?? .min, $0.employee.id) < (
                $1.lastAssignment ?? .min, $1.employee.id
            )
        }
        let later = order.dropFirst().map {
            Skipped(employee: $0.employee.id, why: .laterAssignment)
        }
        return Assignment(
            employee: order.first?.employee, mode: mode, skipped: skipped + later,
            reason: Reasons.distributed(
                mode, to: order.first?.employee,
                nobodyOnline: !candidates.contains { $0.presence == .online }))
    }
}
