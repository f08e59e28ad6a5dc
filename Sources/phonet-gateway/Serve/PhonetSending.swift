import CallRules
import HTTPTypes
import Outgoing
import Phonet

// Phonet's client on the network: its questions and answers in the terms of outgoing requests.

extension OutgoingRequest {
    init(_ request: PhonetRequest) {
        var head = HTTPRequest(
            method: request.method == .post ? .post : .get, scheme: request.server.scheme.rawValue,
            authority: request.server.domain.text, path: request.path)
        for (name, value) in request.fields {
            if let name = HTTPField.Name(name) { head.headerFields[name] = value }
        }
        let reach: AddressPolicy =
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
    init(_ response: OutgoingResponse) {
        self.init(
            status: response.head.status.code,
            cookies: response.head.headerFields[values: .setCookie],
            retryAfter: response.head.headerFields[.retryAfter].flatMap { Int($0) },
            body: response.body)
    }
}

extension PhonetStream {
    /// - Parameter trouble: what it is called to Phonet's client.
    init(
        _ stream: OutgoingStream,
        failure: @escaping @Sendable (OutgoingError) -> ConnectionError
    ) {
        let fields = stream.head.headerFields.map {
            ($0.name.rawName.lowercased(), $0.value)
        }
        self.init(
            status: stream.head.status.code,
            fields: Dictionary(fields) { first, _ in first },
            cookies: stream.head.headerFields[values: .setCookie],
            next: { stream.next().mapError(failure) })
    }
}

extension ConnectionError {
    init(_ failure: OutgoingError) {
        self =
            switch failure {
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
