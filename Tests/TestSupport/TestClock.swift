import CallRules
import Synchronization

/// The wall clock of a story: it moves when the story says so.
package final class TestClock: Sendable {
    private let moment: Mutex<Instant>

    package init(_ start: Instant) { moment = Mutex(start) }

    package var now: Instant { moment.withLock { $0 } }

    package func pass(seconds: Int) { moment.withLock { $0 = $0.advanced(bySeconds: seconds) } }

    /// Never back.
    package func advance(to later: Instant) { moment.withLock { $0 = max($0, later) } }
}
