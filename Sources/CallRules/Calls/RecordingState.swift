/// Whether the recording of a call can be played.
package enum RecordingState: String, CaseIterable, Sendable {
    /// Nobody talked, or Phonet's CDR names no recording.
    case none
    /// Phonet has not finished it, or the call goes on.
    case preparing
    case ready
    /// The last attempt to play it failed; another may succeed.
    case failed
}

/// What is known about the recording of one call.
package struct RecordingFacts: Hashable, Sendable {
    /// The state of the call.
    package var state: Call.State
    /// The call was answered.
    package var isAnswered: Bool
    /// Nil while the call goes on, and when the end is not known.
    package var endedAt: Instant?
    /// A CDR has come.
    package var hasCDR: Bool
    /// The CDR names a recording.
    package var hasAddress: Bool
    /// The result of the last attempt to play it; nil: no attempt yet.
    package var lastTry: Try?

    /// The result of an attempt to play it.
    package enum Try: String, CaseIterable, Sendable {
        case played
        /// Phonet has nothing at the address yet (protocol 3.8, "availability").
        case notReady = "not_ready"
        case failed
    }

    /// Seconds after the end of a call until a missing CDR or recording counts as missing: history
    /// may lag ten minutes (protocol 3.6), and the file is written after that.
    package static let preparingSeconds = 15 * 60

    /// Sets every fact.
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

    /// What the facts mean at `now`.
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
