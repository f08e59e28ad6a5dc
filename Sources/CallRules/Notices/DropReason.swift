/// Reason a notice that was formed is not sent. The raw value is stored in `notice.dropped_reason`
/// and returned by the API.
package enum DropReason: String, CaseIterable, Sendable {
    /// The employee took part in the call.
    case tookPart = "took_part"
    /// A notice of a missed call, and the call turned out to be answered.
    case answered
    /// The call was found in Phonet's history and is older than the settings allow
    /// (`Notices.isStale`).
    case stale
    /// The employee was switched off before the notice was due.
    case inactive
    /// The employee chose `NoticePreference.Choice.nothing`.
    case notWanted = "not_wanted"
    /// A notice of ringing, due more than `NoticeNews.ringingSeconds` after it was formed.
    case tooOld = "too_old"
}
