import CallRules
import Phonet
import Store

extension HistorySearch {
    /// Looks after calls that ring or talk, as far as anybody told, and of which nothing was heard for a
    /// while: their hangup may have been lost. Those Phonet does not know are taken for over.
    ///
    /// - Returns: why Phonet could not be asked, if so; then only those are closed that cannot last
    ///   so long.
    @discardableResult
    func checkSilence() throws(StoreError) -> PhonetError? {
        let now = clock()
        let silent = try store.silentCalls(
            since: now.earlier(bySeconds: StaleCall.unknownSeconds),
            limit: HistorySearch.mostCalls)
        guard !silent.isEmpty else { return nil }
        var over = silent
        var failure: PhonetError?
        switch history.flatMap({ $0.activeCalls() }) {
        case .failure(let why): failure = why
        case .success(let active):
            let living = Set(active.flatMap { [$0.leg.uuid, $0.leg.parent].compactMap(\.self) })
            over = silent.filter { $0.uuids.isDisjoint(with: living) }
            failure = try run(
                over.map { call in
                    let start = min(call.startedAt ?? call.lastNews, call.lastNews)
                    return Wanted(
                        uuids: call.uuids, window: TimeWindow(from: start, to: max(start, now)))
                })
        }
        let word: StaleCall.Answer = failure == nil ? .unknown : .silence
        // Those whose record was found are over by now, and are left alone.
        _ = try store.close(
            over.filter { StaleCall.isOver($0.state, lastNews: $0.lastNews, word, at: now) },
            at: now)
        return failure
    }
}
