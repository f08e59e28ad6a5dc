import CallRules
import Phonet
import Synchronization

/// One account for many threads: a telephone exchange in this process.
package final class SimulatedExchange: Sendable {
    private let account: Mutex<SimulatedAccount>

    /// Takes over an account.
    package init(_ account: SimulatedAccount = SimulatedAccount()) {
        self.account = Mutex(account)
    }

    /// Reads or changes the account while nobody else does.
    package func use<Value: Sendable>(
        _ body: (inout SimulatedAccount) -> Value
    ) -> Value {
        account.withLock { body(&$0) }
    }

    /// A way for the gateway's client to this account, without a network; `clock` tells the time.
    ///
    /// Answers that never come are given up at once, as if the time had passed.
    package func transport(clock: @escaping @Sendable () -> Instant) -> PhonetTransport {
        { request in
            let response = self.answer(request, at: clock())
            switch response.ending {
            case .never: return .failure(.timedOut)
            case .brokenOff: return .failure(.brokenOff)
            case .complete: break
            }
            guard response.body.count <= request.bodyLimit else { return .failure(.tooLarge) }
            return .success(
                PhonetResponse(
                    status: response.status, cookies: response.values(of: "Set-Cookie"),
                    retryAfter: response.values(of: "Retry-After").first.flatMap { Int($0) },
                    body: response.body))
        }
    }

    /// The same for answers that are read while they come, as recordings are.
    package func stream(clock: @escaping @Sendable () -> Instant) -> PhonetStreamTransport {
        { request in
            let response = self.answer(request, at: clock())
            guard response.ending != .never else { return .failure(.timedOut) }
            return .success(PhonetStream(response))
        }
    }

    private func answer(_ request: PhonetRequest, at now: Instant) -> SimulatedResponse {
        let asked = SimulatedRequest(
            method: request.method.rawValue, target: request.path, fields: request.fields,
            body: request.body)
        return use { $0.answer(asked, at: now) }
    }
}

extension PhonetStream {
    private static let pieceLength = 1 << 16

    /// In pieces; the second half of an answer that breaks off is its trouble.
    fileprivate init(_ response: SimulatedResponse) {
        let isWhole = response.ending == .complete
        let sent = response.body.prefix(
            isWhole ? response.body.count : response.body.count / 2)
        let left = Left(sent)
        var fields: [String: String] = ["content-length": String(response.body.count)]
        for field in response.fields { fields[field.name.lowercased()] = field.value }
        self.init(
            status: response.status, fields: fields, cookies: response.values(of: "Set-Cookie")
        ) {
            let piece = left.take(PhonetStream.pieceLength)
            if !piece.isEmpty { return .success(piece) }
            return isWhole ? .success(nil) : .failure(.brokenOff)
        }
    }

    /// The bytes nobody has read yet.
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
