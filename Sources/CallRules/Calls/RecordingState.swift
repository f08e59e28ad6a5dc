/// What there is to hear of a call.
package enum RecordingState: String, CaseIterable, Sendable {
    /// Nobody talked, or Phonet's record names no recording.
    case none
    /// Phonet still works on it, or the conversation goes on.
    case preparing
    case ready
    /// It could not be had the last time; the next may go better.
    case failed
}

/// What is known about the recording of one call.
package struct RecordingFacts: Hashable, Sendable {
    /// The conversation as it stands.
    package var state: Call.State
    /// Somebody answered.
    package var isAnswered: Bool
    /// Nil while it goes on, and when nobody told it.
    package var endedAt: Instant?
    /// Phonet's full record has come.
    package var hasCDR: Bool
    /// The record names a recording.
    package var hasAddress: Bool
    /// What came of the last try to play it; nil: nobody tried.
    package var lastTry: Try?

    /// What came of a try to play it.
    package enum Try: String, CaseIterable, Sendable {
        case played
        /// Phonet has nothing at the address yet (protocol 3.8, "availability").
        case notReady = "not_ready"
        case failed
    }

    /// Phonet gets this many seconds after the end of a call to bring record and recording: its
    /// own history may lag ten minutes (protocol 3.6), and then the sound has to be written.
    package static let preparingSeconds = 15 * 60

    /// Every fact at once.
    package init(
        state: Call.State, isAnswered: Bool, endedAt: Instant?, hasCDR: Bool, hasAddress: Bool,
        lastTry: Try?
    ) {
        self.state = state
        self.isAnswered = isAnswered
        self.endedAt = endedAt
        self.hasCDR = hasCDR
        self.hasAddress = hasAddress
        self.lastTry = lastTry
    }

    /// What that means at a moment.
    package func recording(at now: Instant) -> RecordingState {
        guard hasAddress else {
            guard isAnswered, !hasCDR else { return .none }
            return isFresh(at: now) ? .preparing : .none
        }
        return switch lastTry {
        case nil, .played: .ready
        case .notReady: isFresh(at: now) ? .preparing : .failed
        case .failed: .failed
        }
    }

    private func isFresh(at now: Instant) -> Bool {
        guard state == .ended else { return true }
        guard let endedAt else { return false }
        return now < endedAt.advanced(bySeconds: RecordingFacts.preparingSeconds)
    }
}
