import BackgroundWork
import CallRules
import Foundation
import GRDB
import Synchronization

/// Whether the store can read and write.
package struct StoreHealth: Hashable, Sendable {
    /// The last query succeeded.
    package let canRead: Bool
    /// The last write succeeded.
    package let canWrite: Bool
    /// An earlier write has not returned yet.
    package let isWriterStuck: Bool

    /// It reads and writes.
    package var isWell: Bool { canRead && canWrite && !isWriterStuck }
}

/// Checks the store: one check at a time, at most one write a second however often it is asked. What the
/// writes of others say in between counts at once.
package final class HealthCheck: Sendable {
    /// Whether a write succeeded; nil while it is pending.
    private typealias PendingWrite = Monitor<Bool?>

    private struct State {
        var last: (at: Instant, health: StoreHealth, results: WriterGauge.Results)?
        /// A write that has not returned in time; nil: none.
        var pending: PendingWrite?
    }

    private let store: Store
    private let patience: Duration
    /// Locked during the check, so that concurrent callers wait for its result.
    private let state = Mutex(State())

    /// - Parameter patience: how long a write may take before the writer counts as stuck.
    package init(_ store: Store, patience: Duration = .seconds(2)) {
        self.store = store
        self.patience = patience
    }

    /// The health as of `now`. A result less than a second old is returned again, unless a write has
    /// succeeded or failed since and says something else.
    package func health(at now: Instant) -> StoreHealth {
        state.withLock { state in
            let results = store.writer.gauge.results
            if let last = state.last, now >= last.at, now.seconds(since: last.at) < 1,
                last.health.canWrite
                    ? last.results.failed == results.failed
                    : last.results.succeeded == results.succeeded
            {
                return last.health
            }
            // A write that failed since the last check says enough.
            let hasFailedSince = results.hasFailed && results.failed != state.last?.results.failed
            let health = hasFailedSince ? broken(&state) : checked(&state)
            state.last = (now, health, hasFailedSince ? results : store.writer.gauge.results)
            return health
        }
    }

    private func broken(_ state: inout State) -> StoreHealth {
        if let pending = state.pending, pending.wait(atMost: .zero, for: { $0 }) != nil {
            state.pending = nil
        }
        return StoreHealth(
            canRead: (try? store.ping()) != nil, canWrite: false,
            isWriterStuck: state.pending != nil)
    }

    private func checked(_ state: inout State) -> StoreHealth {
        let pending = state.pending ?? startWrite()
        let canWrite = pending.wait(atMost: patience) { $0 }
        state.pending = canWrite == nil ? pending : nil
        return StoreHealth(
            canRead: (try? store.ping()) != nil,
            canWrite: canWrite ?? false && !store.writer.gauge.results.hasFailed,
            isWriterStuck: canWrite == nil)
    }

    /// Writes on a thread of its own, so that a stuck writer blocks only that thread.
    private func startWrite() -> PendingWrite {
        let write = PendingWrite(nil)
        Thread.detachNewThread { [store] in
            let canWrite = (try? store.touch()) != nil
            write.change { $0 = canWrite }
        }
        return write
    }
}

extension Store {
    fileprivate func ping() throws(StoreError) {
        _ = try read { try Int64.fetchOne($0, sql: "SELECT version FROM setting") }
    }

    /// A write that changes no value but reaches the disk: SQLite writes every page that a
    /// statement of the transaction has changed.
    ///
    /// One page may find room where a message does not. So after a failed write only as much as a message
    /// is evidence that there is room again, and counts as the write that succeeded.
    fileprivate func touch() throws {
        if writer.gauge.results.hasFailed {
            try writer.perform(.upkeep) { try SelfCheckTable.writeMuch($0.db) }
        } else {
            try writer.test { transaction in
                for step in ["+ 1", "- 1"] {
                    try transaction.db.execute(
                        sql: "UPDATE setting SET version = version \(step) WHERE id = 1")
                }
            }
        }
    }
}
