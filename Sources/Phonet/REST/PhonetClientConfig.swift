import CallRules

/// Configuration shared by all accounts: allowed hosts, clock, random numbers, network.
struct PhonetClientConfig: Sendable {
    let extraHosts: [String]
    let allowsPlainHTTP: Bool
    let uptime: @Sendable () -> Duration
    let backOff: BackOff?
    let stream: PhonetStreamTransport
    let transport: PhonetTransport

    /// The server for a host; nil: the gateway may not connect to it.
    ///
    /// - Parameter allowsPlainHTTP: plain http if the operator's hosts allow it.
    func server(_ host: String, allowsPlainHTTP: Bool) -> PhonetServer? {
        (try? PhonetDomain(host, extraHosts: extraHosts)).map {
            PhonetServer(domain: $0, allowsPlainHTTP: allowsPlainHTTP)
        }
    }
}
