import CallRules
import Dispatch
import Synchronization

/// An authorisation that is under way; other threads wait for its session.
final class Authorisation: Sendable {
    private let isUnderWay = DispatchGroup()
    private let outcome = Mutex<Result<Session, PhonetError>?>(nil)

    init() { isUnderWay.enter() }

    /// Wakes the waiting threads. Called once.
    func end(_ result: Result<Session, PhonetError>) {
        outcome.withLock { $0 = result }
        isUnderWay.leave()
    }

    /// Blocks until the end, for `most` at the longest; then `.timedOut`.
    func result(within most: Duration) -> Result<Session, PhonetError> {
        let milliseconds = Int(clamping: Int64(most / .milliseconds(1)))
        _ = isUnderWay.wait(timeout: .now() + .milliseconds(milliseconds))
        return outcome.withLock { $0 } ?? .failure(.connection(.timedOut))
    }
}
