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
}

extension Store {
    /// What the rules would do with this call now; writes nothing.
    package func simulated(
        _ simulation: Simulation, at now: Instant
    ) throws(StoreError) -> Simulated {
        let played = try simulate(simulation, at: now) { transaction, id -> Simulated? in
            let db = transaction.db
            guard let call = try CallRow.one("id = \(id)", db) else { return nil }
            let detail = try CallDetail(call, seenBy: .program, db)
            return Simulated(
                decisions: detail.decisions,
                lead: try detail.call.leadID.flatMap { try LeadTable.find($0, db) },
                leadCreated: detail.call.leadCreated, notices: detail.notices)
        }
        return (played ?? nil)
            ?? Simulated(decisions: [], lead: nil, leadCreated: false, notices: [])
    }
}
