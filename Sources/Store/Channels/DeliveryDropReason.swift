import CallRules

/// Why a delivery was not sent at all. The raw value is stored in `delivery.reason`.
package enum DeliveryDropReason: String, CaseIterable, Sendable {
    /// The person wants no pushes (`NoticePreference.Silencing.silent`).
    case silent
    /// The person wants pushes of missed calls only.
    case missedOnly = "missed_only"
    /// It was the person's quiet time.
    case quietHours = "quiet_hours"
    /// The address was removed before the delivery was sent.
    case removed
    /// The employee was switched off before the delivery was sent.
    case inactive
    /// The news was over before the delivery was sent (`NoticeNews.freshSeconds`).
    case tooOld = "too_old"
    /// A delivery of ringing, and the call ended before it was sent.
    case callEnded = "call_ended"

    init(_ silencing: NoticePreference.Silencing) {
        self =
            switch silencing {
            case .silent: .silent
            case .missedOnly: .missedOnly
            case .quietHours: .quietHours
            }
    }
}

/// Where a delivery stands. The raw value is stored in `delivery.state`.
enum DeliveryState: String, CaseIterable {
    case waiting, sending, delivered, failed, dropped
}
