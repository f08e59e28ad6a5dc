import Synchronization

/// How long it took from a message of Phonet's to the eye, as browsers measured it; of the last
/// five hundred. Forgotten with the program.
final class DisplayLatency: Sendable {
    private static let limit = 500
    /// Longer ones are of computers that slept.
    static let longestMilliseconds = 60_000

    private struct Ring {
        var times: [Int] = []
        var next = 0
    }

    private let ring = Mutex(Ring())

    /// - Parameter milliseconds: as a browser says; what cannot be is left out.
    func note(_ milliseconds: Int) {
        guard (0...DisplayLatency.longestMilliseconds).contains(milliseconds) else { return }
        ring.withLock { ring in
            if ring.times.count < DisplayLatency.limit {
                ring.times.append(milliseconds)
            } else {
                ring.times[ring.next] = milliseconds
            }
            ring.next = (ring.next + 1) % DisplayLatency.limit
        }
    }

    /// Half of them were faster, and 95 of 100.
    struct Summary: Equatable {
        let count: Int
        let median: Int
        let slowest: Int
    }

    /// Nil while nothing was measured.
    var summary: Summary? {
        let sorted = ring.withLock(\.times).sorted()
        guard !sorted.isEmpty else { return nil }
        func at(_ percent: Int) -> Int {
            sorted[min(sorted.count - 1, sorted.count * percent / 100)]
        }
        return Summary(count: sorted.count, median: at(50), slowest: at(95))
    }
}
