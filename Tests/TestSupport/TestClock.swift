import CallRules
import Synchronization

/// A wall clock for tests: it moves only when the test moves it.
package final class TestClock: Sendable {
    private let moment: Mutex<Instant>

    package init(_ start: Instant) { moment = Mutex(start) }

    package var now: Instant { moment.withLock { $0 } }

    package func pass(seconds: Int) { moment.withLock { $0 = $0.advanced(bySeconds: seconds) } }

    /// Moves the clock forward to `later`; an earlier time changes nothing.
    package func advance(to later: Instant) { moment.withLock { $0 = max($0, later) } }
}
