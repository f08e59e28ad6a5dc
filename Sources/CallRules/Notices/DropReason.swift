/// Reason a notice that was formed is not sent. The raw value is stored in `notice.dropped_reason`
/// and returned by the API.
package enum DropReason: String, CaseIterable, Sendable {
    /// The employee took part in the call.
    case tookPart = "took_part"
    /// A notice of a missed call, and the call turned out to be answered.
    case answered
    /// The call reached the gateway too late: it began to ring, or was missed, longer ago than
    /// `Notices.isStale` allows.
    case stale
    /// Somebody talks with the number, or has talked with it since the call was missed.
    case returned
    /// Another notice tells the employee of the same outcome.
    case alreadyTold = "already_told"
    /// A notice of an assigned lead, and the lead has another responsible employee now, or none.
    case reassigned
    /// The employee was switched off before the notice was due.
    case inactive
    /// The employee chose `NoticePreference.Choice.nothing`.
    case notWanted = "not_wanted"
    /// A notice of a call that still rings or lasts, and the gateway was
    /// `NoticeNews.longestLateSeconds` late.
    case tooOld = "too_old"
    /// The call was outside working hours, and such calls make no notices.
    case outsideHours = "outside_hours"

    /// Whether it is stored as soon as the call is over. Later messages cannot change it, unless a CDR
    /// says that an answer was none.
    package var isFinal: Bool {
        switch self {
        case .tookPart, .answered, .stale: true
        case .returned, .alreadyTold, .reassigned, .inactive, .notWanted, .tooOld, .outsideHours:
            false
        }
    }
}
