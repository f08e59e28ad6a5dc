import CallRules
import Foundation

/// Limits the lookups that are written to the webhook log each second: all of normal traffic, a
/// sample of a flood, so that a lookup stays a read. Counts lookups for the metrics.
final class LookupBudget: @unchecked Sendable {
    private let perSecond: Int
    private let lock = NSLock()
    private var second: Int64 = 0
    private var used = 0
    private var seen = Counts()

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
