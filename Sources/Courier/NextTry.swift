import CallRules
import Store

/// The time of the next attempt after a failed one.
struct NextTry {
    /// Most attempts, without those that a restart interrupted.
    static let most = 3

    let at: Instant

    /// Nil: there is no further attempt.
    ///
    /// - Parameters:
    ///   - asked: the pause in seconds that the service asked for; nil: it asked for none.
    ///   - chance: from 0 to 1; spreads the retries of many deliveries.
    init?(after delivery: Delivery, asked: Int?, chance: Double, at now: Instant) {
        guard delivery.tries < NextTry.most else { return nil }
        // Notices that are useful for a minute are retried within seconds, the others after
        // minutes, so that they survive a longer outage.
        let (soon, late) = delivery.isUrgent ? (3.0, 10.0) : (30.0, 300.0)
        let pause = (delivery.tries == 1 ? soon : late) * (0.75 + 0.5 * min(max(chance, 0), 1))
        let wait = max(Int64(pause * 1000), Int64(asked ?? 0) * 1000)
        at = Instant(milliseconds: now.milliseconds &+ wait)
        guard at < delivery.expiresAt else { return nil }
    }
}

extension Delivery {
    /// Whether it is useful for `NoticeNews.ringingSeconds` only.
    fileprivate var isUrgent: Bool {
        switch content {
        case .trial: true
        case .notice(let notice): notice.news.isUrgent
        case .event: false
        }
    }
}
