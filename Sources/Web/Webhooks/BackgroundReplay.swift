import BackgroundWork
import CallRules
import Store
import Synchronization

/// Processes all stored messages of a filter again, the earliest first: on a thread of its own, a few
/// at a time, so that neither a page nor a webhook waits for it. What an end of the program leaves
/// undone is not gone on with: it can be asked for again, and nothing is done twice.
package final class BackgroundReplay: Sendable {
    /// How far a replay is.
    struct Progress: Hashable {
        var isRunning: Bool
        var counts = ReplayCounts()
        /// It was given up after an error of the database.
        var hasFailed = false
    }

    private struct Order {
        let filter: WebhookMessageFilter
        let author: Author
        /// What is left of the batch under way.
        var ids: ArraySlice<Int64> = []
        /// Where the next batch begins; nil: there is none.
        var next: Next?
        var progress = Progress(isRunning: true)

        struct Next {
            /// The id before its first message; nil: it is the first batch.
            let last: Int64?
        }
    }

    /// The wait for the next order; `begin` ends it.
    private static let rest = Duration.seconds(3600)

    private let replayer: Replayer
    private let uptime: @Sendable () -> Duration
    private let report: @Sendable (String) -> Void
    private let loop = BackgroundLoop("replay", nice: 5)
    private let order = Mutex<Order?>(nil)

    /// Nothing runs before `start`.
    ///
    /// - Parameters:
    ///   - uptime: the monotonic clock.
    ///   - report: logs an error of the database.
    init(
        _ replayer: Replayer, uptime: @escaping @Sendable () -> Duration,
        report: @escaping @Sendable (String) -> Void
    ) {
        self.replayer = replayer
        self.uptime = uptime
        self.report = report
    }

    /// Of the replay under way, else of the last one since the program started; nil: there was none.
    var progress: Progress? { order.withLock { $0?.progress } }

    /// Starts the thread.
    package func start() {
        loop.start { [self] in
            let begun = uptime()
            guard step() else { return BackgroundReplay.rest }
            // Webhooks have the writer for as long as the replay had it.
            return max(.milliseconds(2), uptime() - begun)
        }
    }

    /// Returns when the thread has ended, after the transaction under way.
    package func stop() { loop.stop() }

    /// Orders a replay. Each batch is one entry in the audit log.
    ///
    /// - Returns: false when one is under way; nothing is ordered then.
    func begin(_ filter: WebhookMessageFilter, by author: Author) -> Bool {
        let isFree = order.withLock { order in
            if order?.progress.isRunning == true { return false }
            order = Order(filter: filter, author: author, next: Order.Next(last: nil))
            return true
        }
        if isFree { loop.wake() }
        return isFree
    }

    /// Does the whole replay and returns then; for programs without the thread.
    func finish() { while step() {} }

    /// Processes the next few messages.
    ///
    /// - Returns: false when none is left.
    private func step() -> Bool {
        guard var now = order.withLock({ $0 }), now.progress.isRunning else { return false }
        do {
            try go(&now)
        } catch {
            report("replay: \(error)")
            (now.progress.isRunning, now.progress.hasFailed) = (false, true)
        }
        order.withLock { $0 = now }
        return now.progress.isRunning
    }

    private func go(_ order: inout Order) throws(StoreError) {
        guard !order.ids.isEmpty else {
            guard let next = order.next else { return order.progress.isRunning = false }
            let batch = try replayer.store.replayBatch(order.filter, after: next.last)
            order.next = batch.end.map { Order.Next(last: $0) }
            order.ids = batch.ids[...]
            if !batch.ids.isEmpty { try replayer.note(batch.ids, by: order.author) }
            return
        }
        let few = try replayer.store.keptMessages(order.ids.prefix(Replayer.atOnce))
        guard !few.isEmpty else { return order.ids = order.ids.dropFirst(Replayer.atOnce) }
        let (taken, counts) = try replayer.takeFirst(of: few[...])
        order.progress.counts += counts
        order.ids =
            taken < few.count
            ? order.ids.drop { $0 != few[taken].id } : order.ids.dropFirst(Replayer.atOnce)
    }
}
