import CallRules
import Synchronization

/// How long answers took, in this program, from the whole request to the answer's first byte; since
/// the start. What nginx and the network add is not in it.
final class AnswerTimes: Sendable {
    /// What is answered.
    enum Kind: String, CaseIterable {
        /// What Phonet tells: stored before it is answered.
        case event
        /// What Phonet asks.
        case lookup
        case page
        /// What open pages ask every second.
        case poll
        case api
    }

    /// Counts in steps of an eighth of each power of two, from a microsecond to a minute: an answer's
    /// time is known to an eighth of itself. Without a lock, which every worker would wait for with
    /// every answer.
    private final class Histogram: Sendable {
        private let counts = InlineArray<216, Atomic<Int>> { _ in Atomic(0) }

        func add(_ step: Int) {
            counts[max(0, min(step, counts.count - 1))].wrappingAdd(1, ordering: .relaxed)
        }

        /// As they are at about one moment.
        var steps: [Int] { counts.indices.map { counts[$0].load(ordering: .relaxed) } }
    }

    private let events = Histogram()
    private let lookups = Histogram()
    private let pages = Histogram()
    private let polls = Histogram()
    private let api = Histogram()

    func note(_ kind: Kind, _ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let microseconds = Int(seconds) * 1_000_000 + Int(attoseconds / 1_000_000_000_000)
        histogram(kind).add(AnswerTimes.step(microseconds: max(1, microseconds)))
    }

    /// What half of the answers took at the most, 95 and 99 of a hundred, and all of them.
    struct Summary: Equatable {
        let count: Int
        let median: Duration
        let p95: Duration
        let p99: Duration
        let slowest: Duration
    }

    /// Nil while nothing was answered.
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

    /// Prometheus text (exposition format 0.0.4).
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

    /// The longest time of a step, in microseconds.
    private static func end(ofStep step: Int) -> Int {
        let (power, eighth) = (step / 8, step % 8)
        return (1 << power) + ((eighth + 1) << power) / 8
    }
}

extension AnswerTimes.Kind {
    /// Nil for what nobody waits for.
    init?(_ route: Route?) {
        switch route {
        case .webhook(.customerData, _)?: self = .lookup
        case .webhook(_, _)?: self = .event
        case .page(.live)?: self = .poll
        case .page(_)?: self = .page
        case .api(_)?: self = .api
        case .movedPage?, .unknownAPI?, .asset?, .serviceWorker?, .health?, .metrics?, .openAPI?,
            nil:
            return nil
        }
    }
}
