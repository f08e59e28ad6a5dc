import CallRules
import Phonet
import Store

/// Looks after calls that ring or talk, as far as anybody told, and of which nothing was heard for a
/// while: their hangup may have been lost.
struct SilenceCheck {
    /// Calls in one go; more wait for the next.
    private static let mostCalls = 100

    let store: Store
    let clock: @Sendable () -> Instant

    /// Asks Phonet what became of them, and takes those for over that it does not know.
    ///
    /// - Returns: why Phonet could not be asked, if so; then only those are closed that cannot last
    ///   so long.
    @discardableResult
    func run(
        with history: Result<PhonetHistory, PhonetTrouble>
    ) throws(StoreError) -> PhonetTrouble? {
        let now = clock()
        let silent = try store.silentCalls(
            since: now.earlier(bySeconds: StaleCall.unknownSeconds),
            limit: SilenceCheck.mostCalls)
        guard !silent.isEmpty else { return nil }
        var (over, word, trouble): ([SilentCall], StaleCall.Word, PhonetTrouble?)
        switch history.flatMap({ history in history.activeCalls().map { (history, $0) } }) {
        case .failure(let why): (over, word, trouble) = (silent, .silence, why)
        case .success(let (history, active)):
            let living = Set(active.flatMap { [$0.leg.uuid, $0.leg.parent].compactMap(\.self) })
            over = silent.filter { $0.uuids.isDisjoint(with: living) }
            trouble = try look(for: over, in: history, now)
            word = trouble == nil ? .unknown : .silence
        }
        // Those whose record was found are over by now, and are left alone.
        _ = try store.close(
            over.filter { StaleCall.isOver($0.state, lastNews: $0.lastNews, word, at: now) },
            at: now)
        return trouble
    }

    private func look(
        for calls: [SilentCall], in history: PhonetHistory, _ now: Instant
    ) throws(StoreError) -> PhonetTrouble? {
        try HistorySearch(store: store, history: history, clock: clock).run(
            calls.map { call in
                let start = min(call.startedAt ?? call.lastNews, call.lastNews)
                return HistorySearch.Wanted(
                    uuids: call.uuids, window: TimeWindow(from: start, to: max(start, now)))
            })
    }
}
