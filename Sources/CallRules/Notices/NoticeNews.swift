/// What a notice says when it is sent. A ringing notice that waited until the call ended says how
/// the call ended.
package enum NoticeNews: String, CaseIterable, Sendable {
    case ringing, missed, answered
    case leadAssigned = "lead_assigned"

    /// Seconds after which a notice of ringing is no longer sent.
    package static let ringingSeconds = 60

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
        case (.incomingCall, .ringing, _), (.incomingCall, .talking, _): self = .ringing
        }
    }

    /// Seconds after the notice was formed during which it is still worth sending.
    package var freshSeconds: Int {
        switch self {
        case .ringing: NoticeNews.ringingSeconds
        case .missed, .answered, .leadAssigned: 12 * 3600
        }
    }
}
