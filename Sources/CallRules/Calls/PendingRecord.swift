/// A call that hung up and whose record has not come: Phonet's history is asked for it, a few times
/// and then no more (protocol 3.6).
extension Call {
    /// Seconds from the hangup to each question; the first leaves Phonet the time to write the record
    /// and to send it by itself.
    package static let recordQuestions = [5, 30, 120, 600]

    /// When history is asked for the record the next time after `now`; nil when there is nothing to
    /// ask for, or it was asked often enough.
    package func cdrDueAt(after now: Instant) -> Instant? {
        guard let since = awaitsCDRSince else { return nil }
        return Call.recordQuestions.lazy.map { since.advanced(bySeconds: $0) }.first { $0 > now }
    }
}
