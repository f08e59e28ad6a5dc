import CallRules
import HTTPClientTypes
import Synchronization

/// Makes the client for the domain and the key of the settings. Thread-safe.
package final class PhonetAccess: Sendable {
    private let way: PhonetClientConfig
    private let current = Mutex<Current?>(nil)

    private struct Current {
        let server: PhonetServer
        let key: String
        let account: PhonetAccount
    }

    /// - Parameters:
    ///   - extraHosts: endings of domains the operator allows in addition to Phonet's own.
    ///   - allowsPlainHTTP: plain http to such a host, if that is this machine.
    ///   - uptime: a monotonic clock.
    ///   - backOff: the retries of GET requests; nil: none.
    ///   - stream: the transport of recordings; nil: requests for recordings fail with
    ///     `.connectionRefused`.
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

    /// Access without a network: every request fails with `.connectionRefused`.
    package static var none: PhonetAccess {
        PhonetAccess(extraHosts: [], allowsPlainHTTP: false, uptime: { .zero }) { _ in
            .failure(.couldNotConnect)
        }
    }

    /// The client for a domain and a key. The same client, with its session, is returned until one
    /// of them changes.
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
