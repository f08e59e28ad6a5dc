internal import Synchronization

/// The progress of each worker of a server at one moment.
package struct WorkerProgress: Sendable, Equatable {
    /// One number per worker. It grows with every step, and is odd while the worker handles a request or
    /// waits for a permit.
    let numbers: [UInt64]
    /// How far the requests that are not brief have come; nil when one more of them could begin.
    let fullSteps: UInt64?

    init(numbers: [UInt64], fullSteps: UInt64? = nil) {
        self.numbers = numbers
        self.fullSteps = fullSteps
    }

    /// Whether no worker has made progress since `earlier`: each is still in the same request. Also when
    /// only the workers that are kept for brief requests are free.
    package func areStuck(since earlier: WorkerProgress) -> Bool {
        areBlocked(since: earlier) || fullSteps != nil && fullSteps == earlier.fullSteps
    }

    /// Whether every single worker is still in the same request as `earlier`, or still waits for a permit.
    func areBlocked(since earlier: WorkerProgress) -> Bool {
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
