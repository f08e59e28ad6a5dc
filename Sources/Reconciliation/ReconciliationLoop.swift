import BackgroundWork
import CallRules
import Phonet
import Store
import Synchronization

/// Keeps the call log equal to Phonet's history: does once a second what is due.
///
/// It has a thread of its own: a Phonet that hangs holds up no webhook and no page.
package final class ReconciliationLoop: Sendable {
    /// How long `stop` waits for a Phonet that hangs. What it might have answered is asked for again.
    private static let patience = Duration.seconds(2)

    /// A reconciliation that a person asked for.
    private enum Request {
        case none
        case waiting(ReconciliationRun.ID)
        case running
    }

    private let store: Store
    private let phonet: PhonetAccess
    private let clock: @Sendable () -> Instant
    private let chance: @Sendable () -> Double
    private let report: @Sendable (String) -> Void
    private let loop = BackgroundLoop("reconciliation")
    private let request = Mutex(Request.none)

    /// Nothing runs before `start`.
    ///
    /// - Parameters:
    ///   - chance: a random number, 0…1.
    ///   - report: told what went wrong, for the log; never a secret or a telephone number.
    package init(
        _ store: Store, _ phonet: PhonetAccess, clock: @escaping @Sendable () -> Instant,
        chance: @escaping @Sendable () -> Double, report: @escaping @Sendable (String) -> Void
    ) {
        self.store = store
        self.phonet = phonet
        self.clock = clock
        self.chance = chance
        self.report = report
    }

    /// Starts the thread; its first round begins after a second.
    package func start() {
        let round = ReconciliationRound(
            store, phonet, clock: clock, chance: chance, report: report,
            isStopping: { [loop] in loop.isStopping })
        loop.start(round, after: .seconds(1)) { [self] round in
            do {
                try round.run(takeRequest())
            } catch {
                report("reconciliation: \(error)")
            }
            endRequest()
            return .seconds(1)
        }
    }

    /// Returns when the thread is done, after two seconds at the latest. A reconciliation under way
    /// ends after its page.
    package func stop() { loop.stop(patience: ReconciliationLoop.patience) }

    /// Reconciles a span of time because a person asked for it; returns at once.
    ///
    /// - Returns: false when another such reconciliation is not over yet, or the program is stopping.
    /// - Throws: `StoreError` when it could not be begun.
    package func compare(from: Instant, to: Instant) throws(StoreError) -> Bool {
        let isTaken = try request.withLock { request throws(StoreError) in
            guard case .none = request, !loop.isStopping else { return false }
            request = .waiting(
                try store.beginReconciliationRun(.person, from: from, to: to, at: clock()))
            return true
        }
        if isTaken { loop.wake() }
        return isTaken
    }

    private func takeRequest() -> [ReconciliationRun.ID] {
        request.withLock { request in
            guard case .waiting(let id) = request else { return [] }
            request = .running
            return [id]
        }
    }

    private func endRequest() {
        request.withLock { request in
            if case .running = request { request = .none }
        }
    }
}
