import CallRules
import Dispatch
import Synchronization

/// An authorisation in progress; other threads wait for its session.
final class Authorisation: Sendable {
    private let isUnderWay = DispatchGroup()
    private let outcome = Mutex<Result<Session, PhonetError>?>(nil)

    init() { isUnderWay.enter() }

    /// Stores the result and wakes the waiting threads. Called once.
    func end(_ result: Result<Session, PhonetError>) {
        outcome.withLock { $0 = result }
        isUnderWay.leave()
    }

    /// Blocks until the authorisation ends, for at most `most`; then fails with `.timedOut`.
    func result(within most: Duration) -> Result<Session, PhonetError> {
        let milliseconds = Int(clamping: Int64(most / .milliseconds(1)))
        _ = isUnderWay.wait(timeout: .now() + .milliseconds(milliseconds))
        return outcome.withLock { $0 } ?? .failure(.connection(.timedOut))
    }
}
