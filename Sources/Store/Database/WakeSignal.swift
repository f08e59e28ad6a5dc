import Foundation

/// Wakes whoever waits for something to do. Rung while nobody waits, it is heard by whoever waits
/// next; rung often, it is heard once. Ringing takes no longer than a lock.
package final class WakeSignal: @unchecked Sendable {
    private let condition = NSCondition()
    private var isRinging = false

    init() {}

    /// Something may have changed.
    package func ring() {
        condition.lock()
        isRinging = true
        condition.signal()
        condition.unlock()
    }

    /// Returns when it rings, or after so many seconds.
    package func wait(seconds: Double) {
        let end = Date().addingTimeInterval(seconds)
        condition.lock()
        while !isRinging, condition.wait(until: end) {}
        isRinging = false
        condition.unlock()
    }
}
