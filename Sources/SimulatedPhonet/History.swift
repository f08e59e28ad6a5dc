import CallRules
import JSONText

// What was and what is (protocol 3.6, 3.7).

extension SimulatedAccount {
    /// Takes calls in; they show as active and in the history when their time has come.
    ///
    /// - Parameter posting: whether their webhooks are posted, too, those before now at once.
    package mutating func take(_ calls: [SimulatedCall], posting: Bool = false) {
        self.calls += calls
        guard posting else { return }
        pending = SimulatedTraffic.inOrder(pending + calls.flatMap(\.posted))
    }

    /// The history at a moment, newest first: what the gateway's journal should come to.
    package func records(at now: Instant) -> [SimulatedRecord] {
        let ended = calls.flatMap(\.records).filter { $0.endAt <= now }
        // A sort may swap equals; the later of two that share a millisecond comes first.
        return ended.enumerated()
            .sorted { ($0.element.endAt, $0.offset) > ($1.element.endAt, $1.offset) }
            .map(\.element)
    }

    /// 90 days, the most anybody got out of Phonet at once.
    private static let longestWindow: Int64 = 90 * 86_400_000
    /// Less is seconds, not milliseconds.
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
