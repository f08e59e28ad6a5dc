import CallRules
import Phonet
import Store

extension HistorySearch {
    /// Checks ringing and talking calls that have received no webhook for a while, because their
    /// hangup may be lost. Closes calls that are not active at Phonet.
    ///
    /// - Returns: the error when Phonet could not be read; nil: it was read. After an error only
    ///   calls that cannot last so long are closed.
    @discardableResult
    func checkSilence() throws(StoreError) -> PhonetError? {
        let now = clock()
        let silent = try store.silentCalls(
            since: now.earlier(bySeconds: StaleCall.unknownSeconds),
            limit: HistorySearch.maxCalls)
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
        // Calls whose CDR was found have ended; they are not closed again.
        _ = try store.close(
            over.filter { StaleCall.isOver($0.state, lastNews: $0.lastNews, word, at: now) },
            at: now)
        return failure
    }
}
