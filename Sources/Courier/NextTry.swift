import CallRules
import Store

/// When a delivery that did not arrive is tried again.
struct NextTry {
    /// Attempts at most, not counting those interrupted by a restart.
    static let most = 3

    let at: Instant

    /// Nil: there is no further attempt.
    ///
    /// - Parameters:
    ///   - asked: the seconds the service asked to wait; nil: it named none.
    ///   - chance: 0 up to 1; spreads the retries of many deliveries.
    init?(after delivery: Delivery, asked: Int?, chance: Double, at now: Instant) {
        guard delivery.tries < NextTry.most else { return nil }
        // News of a minute is retried within seconds; the rest can outlast an outage of minutes.
        let (soon, late) = delivery.isUrgent ? (3.0, 10.0) : (30.0, 300.0)
        let pause = (delivery.tries == 1 ? soon : late) * (0.75 + 0.5 * min(max(chance, 0), 1))
        let wait = max(Int64(pause * 1000), Int64(asked ?? 0) * 1000)
        at = Instant(milliseconds: now.milliseconds &+ wait)
        guard at < delivery.expiresAt else { return nil }
    }
}

extension Delivery {
    /// Whether it is news for `NoticeNews.ringingSeconds` only.
    fileprivate var isUrgent: Bool {
        switch content {
        case .trial: true
        case .notice(let notice): notice.news == .ringing
        }
    }
}
