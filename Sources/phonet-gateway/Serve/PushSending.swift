import Outgoing
import Store
import WebPush

// Converts push requests and errors to those of the HTTP client.

extension OutgoingRequest {
    init(_ request: PushRequest) {
        // Only hosts the operator named, on this machine, get plain http.
        let reach: AddressPolicy = request.head.scheme == "http" ? .thisMachine : .publicAddresses
        self.init(
            head: request.head, body: request.body, reach: reach, limits: Limits(body: 64 << 10))
    }
}

extension NoResponse {
    init(_ failure: OutgoingError) {
        self =
            switch failure {
            case .couldNotResolve, .couldNotConnect: .unreachable
            case .addressRefused: .addressRefused
            case .certificateRefused, .encryptionFailed: .notTrusted
            case .timedOut: .timedOut
            case .tooLarge, .brokenOff, .notHTTP: .brokenOff
            case .badAddress, .notEncrypted, .failed: .notSent
            }
    }
}
