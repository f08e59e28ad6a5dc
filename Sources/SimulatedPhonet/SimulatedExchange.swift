import CallRules
import HTTPClientTypes
import HTTPTypes
import Phonet
import Synchronization

/// An account that several threads can use.
package final class SimulatedExchange: Sendable {
    private let account: Mutex<SimulatedAccount>

    /// Guards an account.
    package init(_ account: SimulatedAccount = SimulatedAccount()) {
        self.account = Mutex(account)
    }

    /// Reads or changes the account under its lock.
    package func use<Value: Sendable>(
        _ body: (inout SimulatedAccount) -> Value
    ) -> Value {
        account.withLock { body(&$0) }
    }

    /// A transport to this account for the gateway's client, without a network.
    ///
    /// An answer that never arrives returns `.timedOut` at once.
    package func transport(clock: @escaping @Sendable () -> Instant) -> PhonetTransport {
        { request in
            let response = self.answer(request, at: clock())
            switch response.ending {
            case .never: return .failure(.timedOut)
            case .brokenOff: return .failure(.brokenOff)
            case .complete: break
            }
            guard response.body.count <= request.limits.body else { return .failure(.tooLarge) }
            return .success(OutgoingResponse(head: HTTPResponse(response), body: response.body))
        }
    }

    /// The same for streamed answers, such as recordings.
    package func stream(clock: @escaping @Sendable () -> Instant) -> PhonetStreamTransport {
        { request in
            let response = self.answer(request, at: clock())
            guard response.ending != .never else { return .failure(.timedOut) }
            return .success(OutgoingStream(response))
        }
    }

    private func answer(_ request: OutgoingRequest, at now: Instant) -> SimulatedResponse {
        let asked = SimulatedRequest(
            method: request.head.method.rawValue, target: request.head.path ?? "/",
            fields: [String: String](
                request.head.headerFields.map { field in
                    // A cookie is a field of its own in HTTPFields; all together are one on the wire.
                    (field.name.canonicalName, request.head.headerFields[field.name] ?? "")
                },
                uniquingKeysWith: { first, _ in first }),
            body: request.body)
        return use { $0.answer(asked, at: now) }
    }
}

extension HTTPResponse {
    /// The head of an answer; fields that HTTP does not allow are left out.
    fileprivate init(_ response: SimulatedResponse) {
        self.init(status: Status(code: response.status))
        for field in response.fields {
            guard let name = HTTPField.Name(field.name) else { continue }
            headerFields.append(HTTPField(name: name, value: field.value))
        }
    }
}

extension OutgoingStream {
    private static let pieceLength = 1 << 16

    /// The body in pieces; an answer that is cut off ends with an error after its first half.
    fileprivate init(_ response: SimulatedResponse) {
        let isWhole = response.ending == .complete
        let sent = response.body.prefix(
            isWhole ? response.body.count : response.body.count / 2)
        let left = Left(sent)
        var head = HTTPResponse(response)
        if head.headerFields[.contentLength] == nil {
            head.headerFields[.contentLength] = String(response.body.count)
        }
        self.init(head: head) {
            let piece = left.take(OutgoingStream.pieceLength)
            if !piece.isEmpty { return .success(piece) }
            return isWhole ? .success(nil) : .failure(.brokenOff)
        }
    }

    /// The bytes that have not been read yet.
    private final class Left: Sendable {
        private let bytes: Mutex<ArraySlice<UInt8>>

        init(_ bytes: ArraySlice<UInt8>) { self.bytes = Mutex(bytes) }

        func take(_ most: Int) -> [UInt8] {
            bytes.withLock { bytes in
                let piece = bytes.prefix(most)
                bytes = bytes.dropFirst(piece.count)
                return Array(piece)
            }
        }
    }
}
