import Dispatch
import Synchronization

/// Lets few passwords be hashed at once: each takes 32 MiB and a quarter of a second of a core, and
/// the threads that wait here are the threads that answer Phonet.
final class HashingGate: Sendable {
    private let places: Int
    private let taken = Mutex(0)
    private let turns: DispatchSemaphore

    init(atOnce: Int = 2, waiting: Int = 2) {
        places = atOnce + waiting
        turns = DispatchSemaphore(value: atOnce)
    }

    /// How many are in, at work or waiting.
    var visitors: Int { taken.withLock(\.self) }

    /// Runs `work`, perhaps after a wait; nil at once when too many wait already.
    func pass<Value>(_ work: () -> Value) -> Value? {
        let isIn = taken.withLock { taken in
            guard taken < places else { return false }
            taken += 1
            return true
        }
        guard isIn else { return nil }
        turns.wait()
        defer {
            turns.signal()
            taken.withLock { $0 -= 1 }
        }
        return work()
    }
}
