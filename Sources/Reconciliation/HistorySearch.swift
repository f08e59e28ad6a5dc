import CallRules
import Phonet
import Store

/// Looks for calls in Phonet's history by their uuids. There is no question for one call, only for a
/// span of time (protocol 3.6); whatever else is in it is taken along.
struct HistorySearch {
    /// Calls looked for in one go; more wait for the next.
    static let mostCalls = 100

    let store: Store
    /// Or why there is none.
    let history: Result<PhonetHistory, PhonetError>
    let clock: @Sendable () -> Instant

    /// A call that is looked for.
    struct Wanted {
        /// Of its root and its legs: a record of any of them will do.
        let uuids: Set<String>
        let window: TimeWindow
    }

    /// - Returns: why not everything was read that might hold the calls; nil when it was.
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

    /// Windows that meet are read once.
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
