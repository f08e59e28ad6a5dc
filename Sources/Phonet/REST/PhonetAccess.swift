import CallRules
import HTTPClientTypes
import Synchronization

/// The way to Phonet as the operator opened it; gives out the account for the domain and the key of
/// the settings. Safe from any number of threads.
package final class PhonetAccess: Sendable {
    private let way: PhonetClientConfig
    private let current = Mutex<Current?>(nil)

    private struct Current {
        let server: PhonetServer
        let key: String
        let account: PhonetAccount
    }

    /// - Parameters:
    ///   - extraHosts: endings of domains the operator allows beside Phonet's own.
    ///   - allowsPlainHTTP: plain http to such a host, if that is this machine.
    ///   - uptime: the time since some moment in the past; it never goes backwards.
    ///   - backOff: for questions that change nothing; without it they are asked once.
    ///   - stream: for recordings; without it there is no connection for them.
    package init(
        extraHosts: [String], allowsPlainHTTP: Bool, uptime: @escaping @Sendable () -> Duration,
        backOff: BackOff? = nil,
        stream: @escaping PhonetStreamTransport = { _ in .failure(.couldNotConnect) },
        transport: @escaping PhonetTransport
    ) {
        way = PhonetClientConfig(
            extraHosts: extraHosts, allowsPlainHTTP: allowsPlainHTTP, uptime: uptime,
            backOff: backOff, stream: stream, transport: transport)
    }

    /// A way that leads nowhere: every request ends as a refused connection.
    package static var none: PhonetAccess {
        PhonetAccess(extraHosts: [], allowsPlainHTTP: false, uptime: { .zero }) { _ in
            .failure(.couldNotConnect)
        }
    }

    /// The account of a domain and a key: the same one with its session as long as both stay.
    ///
    /// - Parameter domain: as it is stored in the settings.
    package func account(
        domain: String, apiKey: String
    ) -> Result<PhonetAccount, PhonetError> {
        if domain.isEmpty { return .failure(.noDomain) }
        if apiKey.isEmpty { return .failure(.noKey) }
        guard let server = way.server(domain, allowsPlainHTTP: way.allowsPlainHTTP) else {
            return .failure(.domainNotAllowed)
        }
        return current.withLock { current in
            if let current, current.server == server, current.key == apiKey {
                return .success(current.account)
            }
            let account = PhonetAccount(server: server, apiKey: apiKey, way: way)
            current = Current(server: server, key: apiKey, account: account)
            return .success(account)
        }
    }
}
