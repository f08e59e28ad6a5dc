import CallRules
import Synchronization

/// Limits the lookups written to the webhook log each second. Normal traffic stays below the limit;
/// of a flood only the first are logged, because each log entry is a write. It also counts lookups
/// for the metrics.
final class LookupBudget: Sendable {
    private struct State {
        /// The current second, counted from 1970.
        var second: Int64 = 0
        /// Lookups in that second.
        var used = 0
        var seen = Counts()
    }

    private let perSecond: Int
    private let state = Mutex(State())

    /// Lookups since the program started.
    struct Counts: Equatable {
        /// Lookups from untrusted sources; all were answered as unknown numbers.
        var untrustedSources = 0
        /// Lookups that were not written to the webhook log.
        var unwritten = 0
    }

    init(perSecond: Int) {
        self.perSecond = perSecond
    }

    var counts: Counts { state.withLock(\.seen) }

    /// Counts a lookup.
    ///
    /// - Returns: whether it may be written to the webhook log.
    func allows(_ now: Instant, isTrusted: Bool) -> Bool {
        state.withLock { state in
            if !isTrusted { state.seen.untrustedSources += 1 }
            let current = now.milliseconds / 1000
            if current != state.second { (state.second, state.used) = (current, 0) }
            state.used += 1
            guard state.used <= perSecond else {
                state.seen.unwritten += 1
                return false
            }
            return true
        }
    }
}
