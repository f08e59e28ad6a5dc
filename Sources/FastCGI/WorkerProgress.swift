internal import Synchronization

/// The progress of each worker of a server at one moment.
package struct WorkerProgress: Sendable, Equatable {
    /// One number per worker. It grows with every step, and is odd while the worker handles a request or
    /// waits for a permit.
    let numbers: [UInt64]

    /// Whether no worker has made progress since `earlier`: each is still in the same request.
    /// False when at least one worker is free or has made progress.
    package func areStuck(since earlier: WorkerProgress) -> Bool {
        numbers == earlier.numbers && numbers.allSatisfy { !$0.isMultiple(of: 2) }
    }
}

/// The progress of one worker. Only that worker writes it; any thread may read it.
final class WorkerProgressCounter: Sendable {
    private let count = Atomic<UInt64>(0)

    var number: UInt64 { count.load(ordering: .relaxed) }

    /// Counts the start or the end of a request.
    func step() {
        count.wrappingAdd(1, ordering: .relaxed)
    }

    /// Counts progress within a long request.
    func goOn() {
        count.wrappingAdd(2, ordering: .relaxed)
    }
}
