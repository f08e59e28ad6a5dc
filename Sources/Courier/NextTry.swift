import CallRules
import Store

/// When a push that did not arrive is sent again (reliability.md P3).
struct NextTry {
    /// So often a push is tried, ends of the program not counted.
    static let most = 3

    let at: Instant

    /// Nil: no more.
    ///
    /// - Parameters:
    ///   - asked: the seconds the service asked to be left alone.
    ///   - chance: 0 up to 1; spreads the tries of many pushes.
    init?(after delivery: PushDelivery, asked: Int?, chance: Double, at now: Instant) {
        guard delivery.tries < NextTry.most else { return nil }
        // What is urgent is tried soon; the rest can outlast a breakdown.
        let (soon, late) = delivery.isUrgent ? (3.0, 10.0) : (30.0, 300.0)
        let pause = (delivery.tries == 1 ? soon : late) * (0.75 + 0.5 * min(max(chance, 0), 1))
        let wait = max(Int64(pause * 1000), Int64(asked ?? 0) * 1000)
        at = Instant(milliseconds: now.milliseconds &+ wait)
        guard at < delivery.expiresAt else { return nil }
    }
}

extension PushDelivery {
    /// Whether it is news for a minute only.
    fileprivate var isUrgent: Bool {
        switch content {
        case .trial: true
        case .notice(let notice): notice.news == .ringing
        }
    }
}
