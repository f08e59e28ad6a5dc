import Synchronization

/// Limits the requests to Phonet that workers wait for: three at a time in the process, so that a
/// Phonet that hangs blocks three workers and leaves the others to webhooks.
final class PhonetLimiter: Sendable {
    /// Three of the default eight workers.
    static let permits = 3

    private let free: Mutex<Int>

    init(permits: Int = PhonetLimiter.permits) { free = Mutex(permits) }

    /// Takes a permit; nil: all are taken.
    func seat() -> Permit? {
        let isOurs = free.withLock { free in
            guard free > 0 else { return false }
            free -= 1
            return true
        }
        return isOurs ? Permit(self) : nil
    }

    /// Runs the body with a permit.
    ///
    /// - Returns: nil: all permits are taken, and nothing was run.
    func talk<Value>(_ conversation: () -> Value) -> Value? {
        guard let seat = seat() else { return nil }
        defer { seat.release() }
        return conversation()
    }

    /// A permit; released when it is dropped.
    final class Permit: Sendable {
        private let line: PhonetLimiter
        private let isHeld = Mutex(true)

        fileprivate init(_ line: PhonetLimiter) { self.line = line }

        deinit { release() }

        /// Releases the permit; a second call does nothing.
        func release() {
            let wasHeld = isHeld.withLock { isHeld in
                defer { isHeld = false }
                return isHeld
            }
            if wasHeld { line.free.withLock { $0 += 1 } }
        }
    }
}
