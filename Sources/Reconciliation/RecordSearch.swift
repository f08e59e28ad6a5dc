import CallRules
import Phonet
import Store

extension HistorySearch {
    /// Asks Phonet for the CDRs of ended calls that have none, as far as they are due. The store decides
    /// when a call is asked for again; reconciliations find the CDRs that this does not.
    ///
    /// - Returns: why Phonet could not be asked; nil when it was.
    @discardableResult
    func findRecords() throws(StoreError) -> PhonetError? {
        let now = clock()
        let due = try store.pendingCDRs(at: now, limit: HistorySearch.mostCalls)
        guard !due.isEmpty else { return nil }
        let failure = try run(
            due.map { Wanted(uuids: $0.uuids, window: TimeWindow(from: $0.from, to: $0.to)) })
        try store.askedForRecords(due.map(\.id), at: now)
        return failure
    }
}
