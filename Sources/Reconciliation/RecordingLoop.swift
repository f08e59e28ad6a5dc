import BackgroundWork
import CallRules
import Phonet
import Store

/// The thread that copies recordings. It lets threads that answer requests go first.
package final class RecordingLoop: Sendable {
    private let store: Store
    private let fetch: RecordingFetch
    private let report: @Sendable (String) -> Void
    private let loop = BackgroundLoop("recordings", nice: 5)

    /// Nothing runs before `start`.
    ///
    /// - Parameter report: receives errors for the log; they contain no secret and no phone number.
    package init(
        _ store: Store, _ phonet: PhonetAccess, clock: @escaping @Sendable () -> Instant,
        report: @escaping @Sendable (String) -> Void
    ) {
        self.store = store
        self.report = report
        fetch = RecordingFetch(
            store, phonet, clock: clock, report: report,
            isStopping: { [loop] in loop.isStopping })
    }

    /// Starts the thread. Its first round deletes what a kill left in the directory.
    package func start() {
        loop.start(false, after: .seconds(1)) { [self] isSwept in
            do {
                if !isSwept { try store.sweepRecordings() }
                isSwept = true
                return try fetch.run() ? .milliseconds(50) : .seconds(1)
            } catch {
                report("recordings: \(error)")
                return .seconds(10)
            }
        }
    }

    /// Returns when the thread has ended, after two seconds at most. What it was fetching is fetched again
    /// at the next start.
    package func stop() { loop.stop(patience: .seconds(2)) }
}
