/// Wakes a thread that waits for work.
///
/// A ring while no thread waits ends the next wait at once. Several rings before a wait count as one.
package final class WakeSignal: Sendable {
    private let isRinging = Monitor(false)

    package init() {}

    /// Ends the wait under way, or else the next one. Blocks no longer than a lock takes.
    package func ring() {
        isRinging.change { $0 = true }
    }

    /// Blocks until `ring` is called, at most for `limit` by the monotonic clock. For one thread at
    /// a time.
    ///
    /// - Returns: true: `ring` was called; false: the limit passed.
    @discardableResult
    package func wait(atMost limit: Duration) -> Bool {
        isRinging.wait(atMost: limit) { isRinging -> Void? in
            guard isRinging else { return nil }
            isRinging = false
            return ()
        } != nil
    }
}
