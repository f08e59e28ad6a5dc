import CallRules

/// What all accounts share: allowed hosts, clock, random numbers, network.
struct PhonetClientConfig: Sendable {
    let extraHosts: [String]
    let allowsPlainHTTP: Bool
    let uptime: @Sendable () -> Duration
    let backOff: BackOff?
    let stream: PhonetStreamTransport
    let transport: PhonetTransport

    /// Nil for a host the gateway may not talk to.
    ///
    /// - Parameter allowsPlainHTTP: plain http if the operator's hosts allow it.
    func server(_ host: String, allowsPlainHTTP: Bool) -> PhonetServer? {
        (try? PhonetDomain(host, extraHosts: extraHosts)).map {
            PhonetServer(domain: $0, allowsPlainHTTP: allowsPlainHTTP)
        }
    }
}
