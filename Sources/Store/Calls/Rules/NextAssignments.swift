import CallRules

extension Store {
    /// The employees who would get the next leads in this distribution mode. Writes nothing.
    ///
    /// - Parameters:
    ///   - ids: the candidates, as in the setting `distribution_employee_ids`; empty: every active
    ///     employee.
    ///   - count: the number of assignments.
    package func nextAssignments(
        _ count: Int, _ mode: DistributionMode, among ids: [Employee.ID], at now: Instant
    ) throws(StoreError) -> [Assignment] {
        let pauses = settings.settings.usePhonetPauseAsPresence
        let candidates = try lookups.read {
            try FactsReading.candidates(ids, pauses: pauses, at: now, $0)
        }
        return Assignment.next(count, mode, candidates)
    }
}
