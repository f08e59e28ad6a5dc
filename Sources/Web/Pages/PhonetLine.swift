import Synchronization

/// The conversations with Phonet that a person waits for: one at a time in the process, so that a
/// Phonet that hangs holds up one worker and not all of them.
final class PhonetLine: Sendable {
    private let isTaken = Mutex(false)

    /// - Returns: nil when somebody else is talking; then nothing was asked.
    func talk<Value>(_ conversation: () -> Value) -> Value? {
        let isOurs = isTaken.withLock { isTaken in
            defer { isTaken = true }
            return !isTaken
        }
        guard isOurs else { return nil }
        defer { isTaken.withLock { $0 = false } }
        return conversation()
    }
}
