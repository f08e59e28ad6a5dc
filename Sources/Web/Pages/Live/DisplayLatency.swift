import Synchronization

/// The latency from a Phonet message to the screen: the last 500 measurements of browsers. Kept in
/// memory only.
final class DisplayLatency: Sendable {
    private static let limit = 500
    /// Longer measurements come from computers that slept and are dropped.
    static let longestMilliseconds = 60_000

    private struct Ring {
        var times: [Int] = []
        var next = 0
    }

    private let ring = Mutex(Ring())

    /// - Parameter milliseconds: as the browser measured; impossible values are dropped.
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

    /// The number of measurements, their median and their 95th percentile, in milliseconds.
    struct Summary: Equatable {
        let count: Int
        let median: Int
        let slowest: Int
    }

    /// Nil: nothing was measured yet.
    var summary: Summary? {
        let sorted = ring.withLock(\.times).sorted()
        guard !sorted.isEmpty else { return nil }
        func at(_ percent: Int) -> Int {
            sorted[min(sorted.count - 1, sorted.count * percent / 100)]
        }
        return Summary(count: sorted.count, median: at(50), slowest: at(95))
    }
}
