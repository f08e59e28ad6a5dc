import CallRules

/// Reason a delivery was never sent. The raw value is stored in `delivery.reason`.
package enum DeliveryDropReason: String, CaseIterable, Sendable {
    /// The employee wants no pushes (`NoticePreference.Silencing.silent`).
    case silent
    /// The employee wants pushes of missed calls only.
    case missedOnly = "missed_only"
    /// It was within the employee's quiet hours.
    case quietHours = "quiet_hours"
    /// The address was removed before the delivery was sent.
    case removed
    /// The employee was switched off before the delivery was sent.
    case inactive
    /// The delivery was older than `NoticeNews.pushUntil` before it was sent.
    case tooOld = "too_old"
    /// A delivery about a call that rang or lasted, and the call ended before it was sent: another
    /// notice tells the outcome, or nobody need be told.
    case callEnded = "call_ended"
    /// A delivery about a call that rang, and the employee answered before it was sent.
    case tookPart = "took_part"
    /// The call was outside working hours, and such calls make no notices.
    case outsideHours = "outside_hours"
    /// A newer event of the same record waited for the same endpoint, and is sent in its place.
    case folded

    init(_ silencing: NoticePreference.Silencing) {
        self =
            switch silencing {
            case .silent: .silent
            case .missedOnly: .missedOnly
            case .quietHours: .quietHours
            }
    }
}

/// The state of a delivery. The raw value is stored in `delivery.state`.
enum DeliveryState: String, CaseIterable {
    case waiting, sending, delivered, failed, dropped
}
