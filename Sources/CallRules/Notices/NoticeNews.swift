/// What a notice says: what is true of its call when the notice is sent.
package enum NoticeNews: String, CaseIterable, Sendable {
    /// The call rings.
    case ringing
    /// The call was answered and goes on.
    case talking
    case missed, answered
    case leadAssigned = "lead_assigned"

    /// Seconds for which a push about a call that rings or lasts is useful.
    package static let ringingSeconds = 60
    /// Seconds after its due time from which a notice of a call that rings or lasts is not sent:
    /// the gateway stood still, and what it knows of the call may be out of date.
    package static let longestLateSeconds = StaleCall.ringingSeconds

    /// Nil: the call has ended and its outcome is not known yet; the notice waits for it.
    ///
    /// - Parameters:
    ///   - outcome: of the call; nil: not known yet.
    package init?(_ kind: NoticeKind, _ state: Call.State, _ outcome: Call.Outcome?) {
        switch (kind, state, outcome) {
        case (.missedCall, _, _), (.incomingCall, .ended, .missed?): self = .missed
        case (.leadAssigned, _, _): self = .leadAssigned
        case (.incomingCall, .ended, .answered?): self = .answered
        case (.incomingCall, .ended, nil): return nil
        case (.incomingCall, .ringing, _): self = .ringing
        case (.incomingCall, .talking, _): self = .talking
        }
    }

    /// Whether the news is out of date within seconds.
    package var isUrgent: Bool {
        switch self {
        case .ringing, .talking: true
        case .missed, .answered, .leadAssigned: false
        }
    }

    /// The time from which no push tells this news any more.
    ///
    /// - Parameters:
    ///   - due: when the notice was due.
    ///   - now: when the notice is sent.
    package func pushUntil(due: Instant, sentAt now: Instant) -> Instant {
        switch self {
        case .ringing, .talking: now.advanced(bySeconds: NoticeNews.ringingSeconds)
        case .missed, .answered, .leadAssigned: due.advanced(bySeconds: 12 * 3600)
        }
    }
}
