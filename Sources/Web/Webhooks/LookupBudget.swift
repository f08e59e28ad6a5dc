import CallRules
import Synchronization

/// Limits the lookups written to the webhook log each second. Normal traffic stays below the limit;
/// of a flood only the first are logged, because each log entry is a write. It also counts lookups
/// for the metrics.
final class LookupBudget: Sendable {
    private struct State {
        /// The current second, counted from 1970.
        var second: Int64 = 0
        /// Lookups in that second: of trusted and of untrusted sources.
        var used = (trusted: 0, untrusted: 0)
        var seen = Counts()
    }

    private let trusted: Int
    private let untrusted: Int
    private let state = Mutex(State())

    /// Lookups since the program started.
    struct Counts: Equatable {
        /// Lookups from untrusted sources; all were answered as unknown numbers.
        var untrustedSources = 0
        /// Lookups that were not written to the webhook log.
        var unwritten = 0
    }

    /// - Parameters:
    ///   - trusted: lookups of trusted sources that are written in a second.
    ///   - untrusted: the same of untrusted ones, which so take none of the others' places.
    init(trusted: Int, untrusted: Int) {
        self.trusted = trusted
        self.untrusted = untrusted
    }

    var counts: Counts { state.withLock(\.seen) }

    /// Counts a lookup.
    ///
    /// - Returns: whether it may be written to the webhook log.
    func allows(_ now: Instant, isTrusted: Bool) -> Bool {
        state.withLock { state in
            let current = now.milliseconds / 1000
            if current != state.second { (state.second, state.used) = (current, (0, 0)) }
            let isWithin: Bool
            if isTrusted {
                state.used.trusted += 1
                isWithin = state.used.trusted <= trusted
            } else {
                state.seen.untrustedSources += 1
                state.used.untrusted += 1
                isWithin = state.used.untrusted <= untrusted
            }
            if !isWithin { state.seen.unwritten += 1 }
            return isWithin
        }
    }

    /// Counts a lookup that was allowed but could not be queued.
    func leftOut() { state.withLock { $0.seen.unwritten += 1 } }
}
