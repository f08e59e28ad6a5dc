import CallRules
import Foundation

/// How many lookups a second are written to the journal: every one of a company's telephone
/// traffic, a sample of a flood, so that asking never costs more than reading.
final class LookupBudget: @unchecked Sendable {
    private let perSecond: Int
    private let lock = NSLock()
    private var second: Int64 = 0
    private var used = 0

    init(perSecond: Int) {
        self.perSecond = perSecond
    }

    func allows(_ now: Instant) -> Bool {
        lock.lock()
        defer { lock.unlock() }
        let current = now.milliseconds / 1000
        if current != second { (second, used) = (current, 0) }
        used += 1
        return used <= perSecond
    }
}
