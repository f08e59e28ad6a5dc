import CallRules
import Foundation

/// How many lookups a second are written to the journal: every one of a company's telephone
/// traffic, a sample of a flood, so that asking never costs more than reading. Counts what it sees.
final class LookupBudget: @unchecked Sendable {
    private let perSecond: Int
    private let lock = NSLock()
    private var second: Int64 = 0
    private var used = 0
    private var seen = Counts()

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

    var counts: Counts {
        lock.lock()
        defer { lock.unlock() }
        return seen
    }

    func allows(_ now: Instant, isTrusted: Bool) -> Bool {
        lock.lock()
        defer { lock.unlock() }
        if !isTrusted { seen.untrustedSources += 1 }
        let current = now.milliseconds / 1000
        if current != second { (second, used) = (current, 0) }
        used += 1
        guard used <= perSecond else {
            seen.unwritten += 1
            return false
        }
        return true
    }
}
