import HTTPTypes
import Outgoing
import Phonet

/// Phonet's client on the network.
extension PhonetRequest {
    /// Sends a request as it stands.
    @Sendable static func send(
        _ request: PhonetRequest
    ) -> Result<PhonetResponse, ConnectionTrouble> {
        OutgoingRequest(request).send().map(PhonetResponse.init).mapError(ConnectionTrouble.init)
    }
}

extension OutgoingRequest {
    fileprivate init(_ request: PhonetRequest) {
        var head = HTTPRequest(
            method: request.method == .post ? .post : .get, scheme: request.server.scheme.rawValue,
            authority: request.server.domain.text, path: request.path)
        for (name, value) in request.fields {
            if let name = HTTPField.Name(name) { head.headerFields[name] = value }
        }
        let reach: Reach =
            switch request.server.reach {
            case .publicAddresses: .publicAddresses
            case .anyAddress: .anyAddress
            case .thisMachine: .thisMachine
            }
        self.init(
            head: head, body: request.body, reach: reach,
            limits: Limits(
                connect: request.connectLimit, total: request.totalLimit, body: request.bodyLimit))
    }
}

extension PhonetResponse {
    fileprivate init(_ response: OutgoingResponse) {
        self.init(
            status: response.head.status.code,
            cookies: response.head.headerFields[values: .setCookie], body: response.body)
    }
}

extension ConnectionTrouble {
    fileprivate init(_ trouble: OutgoingTrouble) {
        self =
            switch trouble {
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
