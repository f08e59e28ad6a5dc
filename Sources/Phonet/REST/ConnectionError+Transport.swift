import CallRules
import HTTPClientTypes

extension ConnectionError {
    /// What an unanswered request means for Phonet's client. The cause is stored, so it has fewer
    /// cases than the transport knows.
    init(_ error: TransportError) {
        self =
            switch error {
            case .couldNotResolve: .domainNotFound
            case .couldNotConnect: .connectionRefused
            case .certificateRefused: .certificateNotTrusted
            case .encryptionFailed: .encryptionFailed
            case .addressRefused: .addressNotAllowed
            case .timedOut: .timedOut
            case .tooLarge: .tooLarge
            case .brokenOff, .notHTTP: .brokenOff
            case .badAddress, .notEncrypted, .failed: .notSent
            }
    }
}
