import CallRules
import Phonet
import Store

/// Asks Phonet's history for the records of calls that hung up and got none.
struct RecordSearch {
    /// Calls in one go; more wait for the next.
    private static let mostCalls = 100

    let store: Store
    let clock: @Sendable () -> Instant

    /// Asks for all that are due. Whatever comes of it, each is asked for again later, or no more: the
    /// comparisons find what this does not.
    ///
    /// - Returns: why Phonet could not be asked, if so.
    @discardableResult
    func run(
        with history: Result<PhonetHistory, PhonetTrouble>
    ) throws(StoreError) -> PhonetTrouble? {
        let now = clock()
        let due = try store.awaitedRecords(at: now, limit: RecordSearch.mostCalls)
        guard !due.isEmpty else { return nil }
        let trouble: PhonetTrouble?
        switch history {
        case .failure(let why): trouble = why
        case .success(let history):
            trouble = try HistorySearch(store: store, history: history, clock: clock).run(
                due.map {
                    HistorySearch.Wanted(
                        uuids: $0.uuids, window: TimeWindow(from: $0.from, to: $0.to))
                })
        }
        try store.askedForRecords(due.map(\.id), at: now)
        return trouble
    }
}
