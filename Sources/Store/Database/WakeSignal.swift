import Foundation

/// Wakes the thread that waits for work. A signal given while nobody waits is kept for the next
/// wait; many signals are one. Giving it takes no longer than a lock.
package final class WakeSignal: @unchecked Sendable {
    private let condition = NSCondition()
    private var isRinging = false

    init() {}

    /// There may be work.
    package func ring() {
        condition.lock()
        isRinging = true
        condition.signal()
        condition.unlock()
    }

    /// Returns when the signal is given, at the latest after so many seconds.
    package func wait(seconds: Double) {
        _ = isRungWithin(seconds: seconds)
    }

    /// Like `wait`; says whether the signal was given.
    func isRungWithin(seconds: Double) -> Bool {
        let end = Date().addingTimeInterval(seconds)
        condition.lock()
        defer { condition.unlock() }
        while !isRinging, condition.wait(until: end) {}
        defer { isRinging = false }
        return isRinging
    }
}
