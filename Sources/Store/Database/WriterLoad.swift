import Synchronization

/// Load of the writer thread since the program started.
package struct WriterLoad: Hashable, Sendable {
    /// Pieces of work that are waiting or being written now.
    package var waiting = 0
    /// The longest transaction, in milliseconds.
    package var longestMilliseconds = 0
    /// The most pieces of work that shared a transaction.
    package var largestBatch = 0
}

/// Measures the writer.
final class WriterGauge: Sendable {
    private let load = Mutex(WriterLoad())
    /// The monotonic clock.
    let uptime: @Sendable () -> Duration

    init(uptime: @escaping @Sendable () -> Duration) {
        self.uptime = uptime
    }

    var value: WriterLoad { load.withLock { $0 } }

    /// Results of transactions that store anything, since the program started. Tests of the writer do not
    /// count.
    struct Results: Hashable {
        var succeeded = 0
        var failed = 0
        /// Whether the last one failed.
        var hasFailed = false
    }

    private let noted = Mutex(Results())

    var results: Results { noted.withLock { $0 } }

    /// Called before those who wait for the transaction go on.
    func noteResult(hasFailed: Bool) {
        noted.withLock { results in
            if hasFailed { results.failed += 1 } else { results.succeeded += 1 }
            results.hasFailed = hasFailed
        }
    }

    func begin() { load.withLock { $0.waiting += 1 } }

    /// Notes one transaction: its pieces of work and its duration.
    func end(_ pieces: Int, _ duration: Duration) {
        let milliseconds = Int(duration / .milliseconds(1))
        load.withLock { load in
            load.waiting -= pieces
            load.longestMilliseconds = max(load.longestMilliseconds, milliseconds)
            load.largestBatch = max(load.largestBatch, pieces)
        }
    }
}

extension Store {
    /// The writer's load now, and its peaks since the program started.
    package var writerLoad: WriterLoad { writer.gauge.value }
}
