import CallRules
import Phonet
import Store

extension HistorySearch {
    /// Asks for the records of calls that hung up and got none, as far as they are due. Whatever comes of
    /// it, each is asked for again later, or no more: the comparisons find what this does not.
    ///
    /// - Returns: why Phonet could not be asked, if so.
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
