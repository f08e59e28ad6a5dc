import CallRules
import Synchronization

/// Limits the lookups that are written to the webhook log each second: all of normal traffic, a
/// sample of a flood, so that a lookup stays a read. Counts lookups for the metrics.
final class LookupBudget: Sendable {
    private struct State {
        /// Since 1970.
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
