import Synchronization

/// The conversations with Phonet that a worker waits for: three at a time in the process, whoever
/// began them, so that a Phonet that hangs holds up three workers and leaves the others to
/// webhooks.
final class PhonetLimiter: Sendable {
    /// Of the eight workers that are the default.
    static let permits = 3

    private let free: Mutex<Int>

    init(permits: Int = PhonetLimiter.permits) { free = Mutex(permits) }

    /// A place in the line for as long as it is held; nil when all are taken.
    func seat() -> Permit? {
        let isOurs = free.withLock { free in
            guard free > 0 else { return false }
            free -= 1
            return true
        }
        return isOurs ? Permit(self) : nil
    }

    /// - Returns: nil when all seats are taken; then nothing was asked.
    func talk<Value>(_ conversation: () -> Value) -> Value? {
        guard let seat = seat() else { return nil }
        defer { seat.release() }
        return conversation()
    }

    /// A place that was taken.
    final class Permit: Sendable {
        private let line: PhonetLimiter
        private let isHeld = Mutex(true)

        fileprivate init(_ line: PhonetLimiter) { self.line = line }

        deinit { release() }

        /// Lets the next one in; a second time does nothing.
        func release() {
            let wasHeld = isHeld.withLock { isHeld in
                defer { isHeld = false }
                return isHeld
            }
            if wasHeld { line.free.withLock { $0 += 1 } }
        }
    }
}
