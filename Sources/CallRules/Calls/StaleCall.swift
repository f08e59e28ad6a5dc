/// Decides when a call stored as ringing or talking counts as over because its hangup was lost.
package enum StaleCall {
    /// What Phonet's REST API says about the call.
    package enum Answer: CaseIterable, Sendable {
        /// Phonet lists the call neither as active nor in its history.
        case unknown
        /// No answer: not connected, or not reachable.
        case silence
    }

    /// Seconds without a message after which a call that Phonet does not list is over. Phonet adds
    /// a finished call to its history some time after the call is no longer active.
    package static let unknownSeconds = 180
    /// Seconds without a message after which a ringing call is over while Phonet gives no answer.
    package static let ringingSeconds = 15 * 60
    /// Seconds without a message after which a conversation is over while Phonet gives no answer.
    package static let talkingSeconds = 12 * 3600

    /// Seconds without a message after which a call in this state is over; nil: it is already over.
    package static func patience(with state: Call.State, _ word: Answer) -> Int? {
        switch (state, word) {
        case (.ended, _): nil
        case (_, .unknown): unknownSeconds
        case (.ringing, .silence): ringingSeconds
        case (.talking, .silence): talkingSeconds
        }
    }

    /// Whether a call without a message since `lastNews` is over.
    package static func isOver(
        _ state: Call.State, lastNews: Instant, _ word: Answer, at now: Instant
    ) -> Bool {
        guard let patience = patience(with: state, word) else { return false }
        return lastNews.advanced(bySeconds: patience) <= now
    }
}
