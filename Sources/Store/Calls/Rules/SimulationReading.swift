import CallRules
import GRDB

/// The result of a simulated call.
package struct Simulated: Sendable {
    package let decisions: [DecisionRow]
    /// The lead the call would have; its id is real only if the lead is not `leadCreated`.
    package let lead: LeadRow?
    /// Whether the rules would make the lead.
    package let leadCreated: Bool
    /// The notices that the rules would form.
    package let notices: [NoticeRow]
    /// The name of the lead's source, which the typed settings may have made; nil: none.
    package let sourceName: String?

    fileprivate static let nothing = Simulated(
        decisions: [], lead: nil, leadCreated: false, notices: [], sourceName: nil)
}

extension Store {
    /// What the rules would do with this call now; writes nothing.
    package func simulated(
        _ simulation: Simulation, at now: Instant
    ) throws(StoreError) -> Simulated {
        guard case .saved(let simulated) = try simulated(simulation, under: nil, at: now) else {
            return Simulated.nothing
        }
        return simulated
    }

    /// What the rules would do with this call under settings that are typed and not saved; writes nothing.
    ///
    /// - Parameter typed: nil: under the saved settings.
    /// - Returns: `.invalid` if the typed settings could not be saved.
    package func simulated(
        _ simulation: Simulation, under typed: TypedChanges?, at now: Instant
    ) throws(StoreError) -> SaveOutcome<Simulated> {
        let outcome = try simulate(simulation, under: typed, at: now) {
            transaction, id -> Simulated? in
            let db = transaction.db
            guard let call = try CallRow.one("id = \(id)", db) else { return nil }
            let detail = try CallDetail(call, seenBy: .program, db)
            let lead = try detail.call.leadID.flatMap { try LeadTable.find($0, db) }
            return Simulated(
                decisions: detail.decisions, lead: lead, leadCreated: detail.call.leadCreated,
                notices: detail.notices,
                sourceName: try lead?.details.sourceID.flatMap { try LeadSource.find($0, db) }?
                    .name)
        }
        switch outcome {
        case .saved(let played): return .saved((played ?? nil) ?? Simulated.nothing)
        case .invalid(let problems), .conflict(let problems): return .invalid(problems)
        case .missing: return .missing
        case .stale(let current): return .stale(currentVersion: current)
        }
    }
}
