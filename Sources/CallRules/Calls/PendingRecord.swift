/// When to look in Phonet's history for the missing CDR of a call that hung up (protocol 3.6).
extension Call {
    /// Seconds from the hangup to each request; the first leaves Phonet time to write the CDR and
    /// to send it.
    package static let recordQuestions = [5, 30, 120, 600]

    /// When the next request for the CDR is due after `now`; nil when no CDR is missing, or every
    /// request was made.
    package func cdrDueAt(after now: Instant) -> Instant? {
        guard let since = awaitsCDRSince else { return nil }
        return Call.recordQuestions.lazy.map { since.advanced(bySeconds: $0) }.first { $0 > now }
    }
}
