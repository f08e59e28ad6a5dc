import HTTPClientTypes
import Store

extension NoResponse {
    /// What an unanswered request means for a delivery. The reason is stored, so it has fewer cases
    /// than the transport knows.
    package init(_ error: TransportError) {
        self =
            switch error {
            case .couldNotResolve, .couldNotConnect: .unreachable
            case .addressRefused: .addressRefused
            case .certificateRefused, .encryptionFailed: .notTrusted
            case .timedOut: .timedOut
            case .tooLarge, .brokenOff, .notHTTP: .brokenOff
            case .badAddress, .notEncrypted, .failed: .notSent
            }
    }
}
