import CallRules
import Dispatch
import Foundation
import GRDB

/// Whether the store can read and write.
package struct StoreHealth: Hashable, Sendable {
    package let canRead: Bool
    package let canWrite: Bool
    /// An earlier write has not returned yet.
    package let isWriterStuck: Bool

    package var isWell: Bool { canRead && canWrite && !isWriterStuck }
}

/// Checks the store: one check at a time, at most one write a second however often it is asked.
package final class HealthCheck: @unchecked Sendable {
    private let store: Store
    /// Seconds a write may take.
    private let patience: TimeInterval
    private let lock = NSLock()
    private var last: (at: Instant, health: StoreHealth)?
    private var pending: DispatchSemaphore?
    private var couldWrite = false

    /// - Parameter patience: seconds a write may take before the writer counts as stuck.
    package init(_ store: Store, patience: Double = 2) {
        self.store = store
        self.patience = patience
    }

    /// The health as of `now`; a result less than a second old is returned again.
    package func health(at now: Instant) -> StoreHealth {
        lock.lock()
        defer { lock.unlock() }
        if let last, now >= last.at, now.seconds(since: last.at) < 1 { return last.health }
        let health = StoreHealth(
            canRead: (try? store.ping()) != nil, canWrite: write(), isWriterStuck: pending != nil)
        last = (now, health)
        return health
    }

    /// Writes on a separate thread, so that a stuck writer blocks only that thread.
    private func write() -> Bool {
        let finished = pending ?? start()
        pending = finished
        guard finished.wait(timeout: .now() + patience) == .success else { return false }
        pending = nil
        return couldWrite
    }

    private func start() -> DispatchSemaphore {
        let finished = DispatchSemaphore(value: 0)
        Thread.detachNewThread { [self] in
            // Read only after the signal.
            couldWrite = (try? store.touch()) != nil
            finished.signal()
        }
        return finished
    }
}

extension Store {
    fileprivate func ping() throws(StoreError) {
        _ = try read { try Int64.fetchOne($0, sql: "SELECT version FROM setting") }
    }

    /// A write that changes nothing but goes to the disk: SQLite omits a page only when no statement of the
    /// transaction has changed it.
    fileprivate func touch() throws(StoreError) {
        try write { transaction in
            for step in ["+ 1", "- 1"] {
                try transaction.db.execute(
                    sql: "UPDATE setting SET version = version \(step) WHERE id = 1")
            }
        }
    }
}
