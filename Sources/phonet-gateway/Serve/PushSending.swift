import Courier
import Outgoing
import WebPush

// Pushes on the network: requests and troubles in the terms of outgoing requests.

extension OutgoingRequest {
    init(_ request: PushRequest) {
        // Plain http is spoken to hosts the operator named, on this machine.
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
