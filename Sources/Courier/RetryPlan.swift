import CallRules
import Store

/// When and how often a channel tries a failed delivery again.
package enum RetryPlan: Hashable, Sendable {
    /// Notices: three tries (`NextTry`).
    case notices
    /// Seconds before each try, the first included; their number is that of the tries.
    case pauses([Int])

    /// The pauses of webhooks: ten tries in 75 hours.
    package static let ofWebhooks = [
        0, 5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600,
    ]

    /// Seconds before the first try.
    var firstPause: Int {
        switch self {
        case .notices: 0
        case .pauses(let pauses): pauses.first ?? 0
        }
    }

    /// The time of the next try; nil: there is none.
    ///
    /// - Parameters:
    ///   - asked: the pause in seconds that the service asked for; nil: it asked for none.
    ///   - chance: from 0 to 1; spreads the retries of many deliveries.
    func next(after delivery: Delivery, asked: Int?, chance: Double, at now: Instant) -> Instant? {
        switch self {
        case .notices:
            return NextTry(after: delivery, asked: asked, chance: chance, at: now)?.at
        case .pauses(let pauses):
            guard !delivery.isTrial, delivery.tries < pauses.count else { return nil }
            let pause = Double(pauses[delivery.tries]) * (0.9 + 0.2 * min(max(chance, 0), 1))
            let wait = max(Int64(pause * 1000), Int64(asked ?? 0) * 1000)
            return Instant(milliseconds: now.milliseconds &+ wait)
        }
    }
}

extension Delivery {
    /// Whether somebody waits for its result, so that it is tried once.
    fileprivate var isTrial: Bool {
        if case .event(let content) = content { content.type == .test } else { false }
    }
}
