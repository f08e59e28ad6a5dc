/// When a recording that could not be copied is asked for again.
package enum RecordingPauses {
    /// Seconds before the second, third … try: Phonet writes a file some minutes after the call (protocol
    /// 3.8), and may be away for a day.
    static let seconds = [
        60, 120, 300, 900, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 24 * 3600, 24 * 3600,
    ]
    /// Seconds after an error of this server, however often.
    static let ownSeconds = 600

    /// When to try again; nil: no more.
    ///
    /// - Parameter tries: tries so far that failed, those for errors of this server left out.
    package static func next(
        after error: RecordingCopyError, tries: Int, at now: Instant
    ) -> Instant? {
        if error.isOurs { return now.advanced(bySeconds: ownSeconds) }
        // Another try would get the same answer.
        if error == .phonet(.recordingAddressNotAllowed) { return nil }
        let place = max(0, tries - 1)
        return place < seconds.count ? now.advanced(bySeconds: seconds[place]) : nil
    }
}
