import CallRules
import Phonet
import Synchronization

/// One account for many threads: a telephone exchange in this process.
public final class SimulatedExchange: Sendable {
    private let account: Mutex<SimulatedAccount>

    /// Takes over an account.
    public init(_ account: SimulatedAccount = SimulatedAccount()) {
        self.account = Mutex(account)
    }

    /// Reads or changes the account while nobody else does.
    public func use<Value: Sendable>(
        _ body: (inout SimulatedAccount) -> Value
    ) -> Value {
        account.withLock { body(&$0) }
    }

    /// A way for the gateway's client to this account, without a network; `clock` tells the time.
    ///
    /// Answers that hang are given up at once, as if the time had passed.
    public func transport(clock: @escaping @Sendable () -> Instant) -> PhonetTransport {
        { request in
            let response = self.use { $0.answer(SimulatedRequest(request), at: clock()) }
            return response.arrived(within: request.bodyLimit)
        }
    }
}

extension SimulatedRequest {
    init(_ request: PhonetRequest) {
        self.init(
            method: request.method.rawValue, target: request.path, fields: request.fields,
            body: request.body)
    }
}

extension SimulatedResponse {
    /// What a client sees of it.
    func arrived(within bodyLimit: Int) -> Result<PhonetResponse, ConnectionTrouble> {
        switch ending {
        case .never: return .failure(.timedOut)
        case .brokenOff: return .failure(.brokenOff)
        case .complete: break
        }
        guard body.count <= bodyLimit else { return .failure(.tooLarge) }
        return .success(
            PhonetResponse(status: status, cookies: values(of: "Set-Cookie"), body: body))
    }
}
