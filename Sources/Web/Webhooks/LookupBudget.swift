import CallRules
import Synchronization

/// How many lookups a second are written to the journal: every one of a company's telephone
/// traffic, a sample of a flood, so that asking never costs more than reading. Counts what it sees.
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

    /// What was asked since the program started.
    struct Counts: Equatable {
        /// Lookups of strangers: all of them were told that nobody is known.
        var untrustedSources = 0
        /// Lookups that are not in the journal.
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
