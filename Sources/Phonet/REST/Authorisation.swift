import BackgroundWork
import CallRules

/// An authorisation in progress; other threads wait for its session, by the monotonic clock.
final class Authorisation: Sendable {
    private let outcome = Monitor<Result<Session, PhonetError>?>(nil)

    /// Stores the result and wakes the waiting threads. Called once.
    func end(_ result: Result<Session, PhonetError>) {
        outcome.change { $0 = result }
    }

    /// Blocks until the authorisation ends, for at most `most`; then fails with `.timedOut`.
    func result(within most: Duration) -> Result<Session, PhonetError> {
        outcome.wait(atMost: most) { $0 } ?? .failure(.connection(.timedOut))
    }
}
