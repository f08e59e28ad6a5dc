internal import Synchronization

/// How far each worker of a server had come at one moment.
package struct WorkerProgress: Sendable, Equatable {
    /// For each worker a number that grows with what it does, and is odd while it is in a request.
    let numbers: [UInt64]

    /// Whether nothing at all has gone on since `earlier`: every worker is in the request it was
    /// in then. A single one that is free, or went on, and the server still answers.
    package func areStuck(since earlier: WorkerProgress) -> Bool {
        numbers == earlier.numbers && numbers.allSatisfy { !$0.isMultiple(of: 2) }
    }
}

/// How far one worker has come; written by it alone, read by whoever watches.
final class WorkerProgressCounter: Sendable {
    private let count = Atomic<UInt64>(0)

    var number: UInt64 { count.load(ordering: .relaxed) }

    /// A request begins or ends.
    func step() {
        count.wrappingAdd(1, ordering: .relaxed)
    }

    /// A request that takes long goes on.
    func goOn() {
        count.wrappingAdd(2, ordering: .relaxed)
    }
}
