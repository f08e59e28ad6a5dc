import Dispatch
import Synchronization

/// An authorisation under way, for those who need the session it will bring.
final class Authorisation: Sendable {
    private let isUnderWay = DispatchGroup()
    private let outcome = Mutex<Result<Session, PhonetError>?>(nil)

    init() { isUnderWay.enter() }

    /// Tells everybody who waits. Called once.
    func end(_ result: Result<Session, PhonetError>) {
        outcome.withLock { $0 = result }
        isUnderWay.leave()
    }

    /// Blocks until the end, for `most` at most.
    func result(within most: Duration) -> Result<Session, PhonetError> {
        let milliseconds = Int(clamping: Int64(most / .milliseconds(1)))
        _ = isUnderWay.wait(timeout: .now() + .milliseconds(milliseconds))
        return outcome.withLock { $0 } ?? .failure(.connection(.timedOut))
    }
}
