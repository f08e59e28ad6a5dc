import CallRules
import Phonet
import Store

/// Searches Phonet's history for calls by their uuids. Phonet has no request for one call, only for a span
/// of time (protocol 3.6). The other calls of that span are stored too.
struct HistorySearch {
    /// Most calls of one search; further calls wait for the next search.
    static let maxCalls = 100

    let store: Store
    /// Phonet's history, or the reason why it cannot be read.
    let history: Result<PhonetHistory, PhonetError>
    let clock: @Sendable () -> Instant

    /// A call to look for.
    struct Wanted {
        /// The uuids of the root leg and the other legs. A CDR of any of them is enough.
        let uuids: Set<String>
        let window: TimeWindow
    }

    /// Reads the history until every call is found or all windows are read.
    ///
    /// - Returns: the error that ended the reading of a window early; nil: none did.
    func run(_ wanted: [Wanted]) throws(StoreError) -> PhonetError? {
        let history: PhonetHistory
        switch self.history {
        case .success(let open): history = open
        case .failure(let failure): return failure
        }
        for (window, sought) in HistorySearch.shared(wanted) {
            var missing = sought
            let reading = WindowReading(history: history, window: window)
            let ending = try reading.read { messages throws(StoreError) in
                try store.recovered(messages, at: clock(), decode: Wire.decode)
                let found = Set(messages.compactMap(\.uuid))
                missing.removeAll { !$0.isDisjoint(with: found) }
                return missing.isEmpty ? .stop : .goOn
            }
            switch ending {
            case .complete, .stopped: continue
            case .tooLong: return .unexpectedAnswer
            case .failed(let failure): return failure
            }
        }
        return nil
    }

    /// Joins windows that overlap; each has the uuids to search for in it.
    static func shared(_ wanted: [Wanted]) -> [(TimeWindow, [Set<String>])] {
        var shared: [(TimeWindow, [Set<String>])] = []
        for call in wanted.sorted(by: { $0.window.from < $1.window.from }) {
            let window = call.window.widened
            if let (last, sought) = shared.last, window.from <= last.to {
                shared[shared.count - 1] = (
                    TimeWindow(from: last.from, to: max(last.to, window.to)), sought + [call.uuids]
                )
            } else {
                shared.append((window, [call.uuids]))
            }
        }
        return shared
    }
}

extension Message {
    fileprivate var uuid: String? {
        if case .record(let leg) = self { leg.uuid } else { nil }
    }
}
