import CallRules
import Phonet
import Store

extension HistorySearch {
    /// Searches Phonet's history for the CDRs of ended calls that have none and are due. The store
    /// decides when a call is due again. Reconciliations find the CDRs that this search misses.
    ///
    /// - Returns: the error when Phonet could not be read; nil: it was read.
    @discardableResult
    func findRecords() throws(StoreError) -> PhonetError? {
        let now = clock()
        let due = try store.pendingCDRs(at: now, limit: HistorySearch.maxCalls)
        guard !due.isEmpty else { return nil }
        let failure = try run(
            due.map { Wanted(uuids: $0.uuids, window: TimeWindow(from: $0.from, to: $0.to)) })
        try store.askedForRecords(due.map(\.id), at: now)
        return failure
    }
}
