/// What a notice tells in the moment it goes out: a ringing notice that waited until the call was
/// over tells how it ended.
package enum NoticeNews: String, CaseIterable, Sendable {
    case ringing, missed, answered
    case leadAssigned = "lead_assigned"

    /// After so many seconds ringing is news no more.
    package static let ringingSeconds = 60

    /// Nil for now: a call that hung up and whose outcome is still open. The notice waits for it.
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

    /// How long after it was formed it is still worth a push, in seconds.
    package var freshSeconds: Int {
        switch self {
        case .ringing: NoticeNews.ringingSeconds
        case .missed, .answered, .leadAssigned: 12 * 3600
        }
    }
}
