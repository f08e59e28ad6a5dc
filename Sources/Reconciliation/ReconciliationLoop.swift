import CallRules
import Foundation
import Phonet
import Store

/// Keeps the journal equal to Phonet's history: once a second it does what is due, on a thread of its own,
/// so that a Phonet that hangs holds up no webhook and no page.
package final class ReconciliationLoop: @unchecked Sendable {
    private let store: Store
    private let phonet: PhonetAccess
    private let clock: @Sendable () -> Instant
    private let chance: @Sendable () -> Double
    private let report: @Sendable (String) -> Void
    private let condition = NSCondition()
    private var asked: ReconciliationRun.ID?
    private var isComparingAsked = false
    private var isStopping = false
    private var isStopped = true

    /// Nothing is done before `start`.
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

    package func start() {
        condition.lock()
        isStopped = false
        condition.unlock()
        let thread = Thread.named("recoverer") { [self] in recover() }
        thread.start()
    }

    /// Returns when the thread is done: a comparison under way ends after its page. A Phonet that hangs is
    /// not waited for longer than two seconds; what it might have answered is asked for again.
    package func stop() {
        let latest = Date().addingTimeInterval(2)
        condition.lock()
        isStopping = true
        condition.broadcast()
        while !isStopped, condition.wait(until: latest) {}
        condition.unlock()
    }

    /// Compares a span of time because a person asked for it; returns at once.
    ///
    /// - Returns: false when another such comparison is not over yet, or the program is stopping.
    /// - Throws: `StoreError` when it could not be begun.
    package func compare(from: Instant, to: Instant) throws(StoreError) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        guard asked == nil, !isComparingAsked, !isStopping else { return false }
        asked = try store.beginReconciliationRun(.person, from: from, to: to, at: clock())
        condition.broadcast()
        return true
    }

    private func recover() {
        var round = ReconciliationRound(
            store, phonet, clock: clock, chance: chance, report: report,
            isStopping: { [self] in
                condition.lock()
                defer { condition.unlock() }
                return isStopping
            })
        while let asked = next() {
            do {
                try round.run(asked)
            } catch {
                report("recovering: \(error)")
            }
            condition.lock()
            isComparingAsked = false
            condition.unlock()
        }
        condition.lock()
        isStopped = true
        condition.broadcast()
        condition.unlock()
    }

    /// Waits a second, or until somebody asks for a comparison; nil when it is time to stop.
    private func next() -> [ReconciliationRun.ID]? {
        condition.lock()
        defer { condition.unlock() }
        if !isStopping, asked == nil { _ = condition.wait(until: Date().addingTimeInterval(1)) }
        guard !isStopping else { return nil }
        defer { asked = nil }
        isComparingAsked = asked != nil
        return asked.map { [$0] } ?? []
    }
}
