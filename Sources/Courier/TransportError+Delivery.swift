import HTTPClientTypes

// What it means for a push that its service gave no answer.

extension TransportError {
    /// The cause as it is stored and as the API names it.
    var deliveryError: String {
        switch self {
        case .couldNotResolve, .couldNotConnect: "unreachable"
        case .addressRefused: "address_refused"
        case .certificateRefused, .encryptionFailed: "not_trusted"
        case .timedOut: "timed_out"
        case .tooLarge, .brokenOff, .notHTTP: "broken_off"
        case .badAddress, .notEncrypted, .failed: "not_sent"
        }
    }

    /// Whether the service may have taken the push all the same.
    var mayHaveArrived: Bool {
        switch self {
        case .timedOut, .tooLarge, .brokenOff, .notHTTP: true
        case .couldNotResolve, .couldNotConnect, .addressRefused, .certificateRefused,
            .encryptionFailed, .badAddress, .notEncrypted, .failed:
            false
        }
    }

    /// Whether another attempt would end the same.
    var isFinal: Bool { self == .addressRefused }
}
