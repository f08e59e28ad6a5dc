/// When a call that rings or talks, as far as anybody told, is taken for over: its hangup was lost.
package enum StaleCall {
    /// What Phonet says of it.
    package enum Answer: CaseIterable, Sendable {
        /// Asked, it knows the call neither as active nor in its history.
        case unknown
        /// There is no answer: not connected, or not reachable.
        case silence
    }

    /// Phonet writes a finished call into its history only some time after it is no longer active.
    package static let unknownSeconds = 180
    /// No telephone rings for so long.
    package static let ringingSeconds = 15 * 60
    /// Nobody talks for so long.
    package static let talkingSeconds = 12 * 3600

    /// Seconds without news after which a call in this state is over; nil: it is over already.
    package static func patience(with state: Call.State, _ word: Answer) -> Int? {
        switch (state, word) {
        case (.ended, _): nil
        case (_, .unknown): unknownSeconds
        case (.ringing, .silence): ringingSeconds
        case (.talking, .silence): talkingSeconds
        }
    }

    /// Whether a call of which nothing was heard since `lastNews` is over.
    package static func isOver(
        _ state: Call.State, lastNews: Instant, _ word: Answer, at now: Instant
    ) -> Bool {
        guard let patience = patience(with: state, word) else { return false }
        return lastNews.advanced(bySeconds: patience) <= now
    }
}
