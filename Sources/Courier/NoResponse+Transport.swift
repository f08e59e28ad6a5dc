import HTTPClientTypes
import Store

extension NoResponse {
    /// The reason to store for a request without an answer. It has fewer cases than the transport's
    /// errors.
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
