import CallRules
import JSONText

// The history and the active calls (protocol 3.6, 3.7).

extension SimulatedAccount {
    /// Adds calls. They become active and enter the history at their times.
    ///
    /// - Parameter posting: whether their webhooks are posted too; overdue ones are posted at once.
    package mutating func take(_ calls: [SimulatedCall], posting: Bool = false) {
        self.calls += calls
        guard posting else { return }
        pending = SimulatedTraffic.inOrder(pending + calls.flatMap(\.posted))
    }

    /// The history at `now`, newest first. The gateway's call log should become equal to it.
    package func records(at now: Instant) -> [SimulatedRecord] {
        let ended = calls.flatMap(\.records).filter { $0.endAt <= now }
        // `sorted` is not stable; of two records in one millisecond the later comes first.
        return ended.enumerated()
            .sorted { ($0.element.endAt, $0.offset) > ($1.element.endAt, $1.offset) }
            .map(\.element)
    }

    /// Longest span of a request: 90 days, the longest that Phonet was seen to answer.
    private static let longestWindow: Int64 = 90 * 86_400_000
    /// The least time a request may name: smaller numbers are seconds instead of milliseconds.
    private static let leastTime: Int64 = 100_000_000_000

    mutating func history(_ request: SimulatedRequest, at now: Instant) -> SimulatedResponse {
        let times = SimulatedAccount.leastTime...Int64(253_402_300_799_999)
        guard
            let limit = number("limit", of: request, in: 1...50, otherwise: 50),
            let offset = number("offset", of: request, in: 0...1_000_000, otherwise: 0),
            let from = number("timeFrom", of: request, in: times, otherwise: times.lowerBound),
            let to = number("timeTo", of: request, in: times, otherwise: times.upperBound)
        else { return SimulatedResponse(status: 400) }
        if from > to || (to - from > SimulatedAccount.longestWindow) {
            complain(request, "a window backwards or of more than 90 days")
            return SimulatedResponse(status: 400)
        }
        let page = records(at: now)
            .filter { from <= $0.endAt.milliseconds && $0.endAt.milliseconds <= to }
            .dropFirst(Int(offset)).prefix(Int(limit))
        if !latecomers.isEmpty { calls.append(latecomers.removeFirst()) }
        return SimulatedResponse(.list(page.map(\.body)))
    }

    func active(at now: Instant) -> SimulatedResponse {
        let active = calls.flatMap(\.legs).filter { $0.isActive(at: now) }
        return SimulatedResponse(.list(active.map { $0.activity(at: now) }))
    }
}
