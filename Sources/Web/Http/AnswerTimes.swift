import CallRules
import Synchronization

/// Durations of answers since the start of the program, from the complete request to the first
/// byte of the answer. The time in nginx and the network is not included.
final class AnswerTimes: Sendable {
    /// The kind of request.
    enum Kind: String, CaseIterable {
        /// A webhook that reports an event: stored before it is answered.
        case event
        /// A webhook that asks who a number belongs to.
        case lookup
        case page
        /// The request for live cards that open pages send every second.
        case poll
        case api
    }

    /// Counts answers by duration, from 1 µs to about 1 min. Each power of two has eight steps, so
    /// a duration is exact to one eighth. It has no lock, because every worker counts every answer.
    private final class Histogram: Sendable {
        private let counts = InlineArray<216, Atomic<Int>> { _ in Atomic(0) }

        func add(_ step: Int) {
            counts[max(0, min(step, counts.count - 1))].wrappingAdd(1, ordering: .relaxed)
        }

        /// The count of each step. Counts of different steps may be from different moments.
        var steps: [Int] { counts.indices.map { counts[$0].load(ordering: .relaxed) } }
    }

    private let events = Histogram()
    private let lookups = Histogram()
    private let pages = Histogram()
    private let polls = Histogram()
    private let api = Histogram()

    /// Counts one answer.
    func note(_ kind: Kind, _ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let microseconds = Int(seconds) * 1_000_000 + Int(attoseconds / 1_000_000_000_000)
        histogram(kind).add(AnswerTimes.step(microseconds: max(1, microseconds)))
    }

    /// The 50th, 95th and 99th percentile, and the slowest answer.
    struct Summary: Equatable {
        let count: Int
        let median: Duration
        let p95: Duration
        let p99: Duration
        let slowest: Duration
    }

    /// - Returns: nil when no request of this kind was answered since the start.
    func summary(_ kind: Kind) -> Summary? {
        let steps = histogram(kind).steps
        let total = steps.reduce(0, +)
        guard total > 0 else { return nil }
        func within(_ percent: Int) -> Duration {
            let wanted = (total * percent + 99) / 100
            var (seen, step) = (0, 0)
            for (index, count) in steps.enumerated() where seen < wanted {
                seen += count
                step = index
            }
            return .microseconds(AnswerTimes.end(ofStep: step))
        }
        return Summary(
            count: total, median: within(50), p95: within(95), p99: within(99), slowest: within(100)
        )
    }

    /// The percentiles and counts as Prometheus text (exposition format 0.0.4).
    var metrics: String {
        let name = "phonet_gateway_answer_seconds"
        let lines = Kind.allCases.flatMap { kind -> [String] in
            guard let summary = summary(kind) else { return [] }
            let quantiles = [
                ("0.5", summary.median), ("0.95", summary.p95), ("0.99", summary.p99),
                ("1", summary.slowest),
            ].map { quantile, time in
                "\(name){kind=\"\(kind.rawValue)\",quantile=\"\(quantile)\"} \(time / .seconds(1))"
            }
            return quantiles + ["\(name)_count{kind=\"\(kind.rawValue)\"} \(summary.count)"]
        }
        return "# HELP \(name) How long answers took, since the start.\n# TYPE \(name) summary\n"
            + lines.map { "\($0)\n" }.joined()
    }

    private func histogram(_ kind: Kind) -> Histogram {
        switch kind {
        case .event: events
        case .lookup: lookups
        case .page: pages
        case .poll: polls
        case .api: api
        }
    }

    private static func step(microseconds: Int) -> Int {
        let power = Int.bitWidth - 1 - microseconds.leadingZeroBitCount
        let eighth = power >= 3 ? (microseconds >> (power - 3)) & 7 : 0
        return power * 8 + eighth
    }

    /// The longest duration of a step, in microseconds.
    private static func end(ofStep step: Int) -> Int {
        let (power, eighth) = (step / 8, step % 8)
        return (1 << power) + ((eighth + 1) << power) / 8
    }
}

extension AnswerTimes.Kind {
    /// Nil for requests that are not measured.
    init?(_ route: Route?) {
        switch route {
        case .webhook(.customerData, _)?: self = .lookup
        case .webhook(_, _)?: self = .event
        case .page(.live)?: self = .poll
        case .page(_)?: self = .page
        case .api(.sync)?: return nil
        case .api(_)?: self = .api
        case .movedPage?, .unknownAPI?, .asset?, .serviceWorker?, .widgetScript?, .uploadCheck?,
            .health?,
            .metrics?, .openAPI?, nil:
            return nil
        }
    }
}
