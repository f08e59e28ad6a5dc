import BackgroundWork
import CallRules
import Phonet
import Store
import Synchronization

/// Completes the call log from Phonet's history: once a second it does what is due.
///
/// It has a thread of its own, so that a Phonet that does not answer delays no webhook and no page.
package final class ReconciliationLoop: Sendable {
    /// How long `stop` waits for a Phonet that does not answer. The request is repeated after the
    /// next start.
    private static let patience = Duration.seconds(2)

    /// A reconciliation that a person requested.
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
    ///   - chance: returns a random number, 0…1.
    ///   - report: receives errors for the log; they contain no secret and no phone number.
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

    /// Returns when the thread has ended, after two seconds at most. A running reconciliation ends
    /// after its current page.
    package func stop() { loop.stop(patience: ReconciliationLoop.patience) }

    /// Requests a reconciliation of a span of time; returns at once.
    ///
    /// - Returns: false while another requested reconciliation has not ended, or when the program
    ///   is stopping.
    /// - Throws: `StoreError` when it could not be stored.
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
