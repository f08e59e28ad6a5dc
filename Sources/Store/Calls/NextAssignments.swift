import CallRules

extension Store {
    /// The employees who would get the next leads in this mode; writes nothing.
    ///
    /// - Parameters:
    ///   - ids: as the setting `distribution_employee_ids`; empty means every active employee.
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
