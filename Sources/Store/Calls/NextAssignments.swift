import CallRules

extension Store {
    /// Whose turns would come next if distribution ran in this mode, as of now; nothing is
    /// written.
    ///
    /// - Parameters:
    ///   - ids: the list of item 20; empty means every active employee.
    ///   - count: of turns.
    package func nextAssignments(
        _ count: Int, _ mode: DistributionMode, among ids: [Employee.ID], at now: Instant
    ) throws(StoreError) -> [Assignment] {
        let pauses = settings.settings.usesPhonetPauseAsPresence
        let candidates = try lookups.read {
            try FactsReading.candidates(ids, pauses: pauses, at: now, $0)
        }
        return Assignment.next(count, mode, candidates: candidates)
    }
}
