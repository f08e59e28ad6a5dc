import CallRules

/// Where a Phonet account's requests go.
public struct PhonetServer: Hashable, Sendable {
    public let domain: PhonetDomain
    /// `https`; `http` only to this machine.
    public let scheme: Scheme
    public let reach: Reach

    public enum Scheme: String, Sendable {
        case http, https
    }

    /// Which addresses the domain may resolve to.
    public enum Reach: Sendable {
        case publicAddresses
        /// The operator named the host, so also a private one.
        case anyAddress
        case thisMachine
    }

    /// - Parameter allowsPlainHTTP: the operator's leave to speak plain http to a host of theirs
    ///   that is this machine.
    public init(domain: PhonetDomain, allowsPlainHTTP: Bool) {
        self.domain = domain
        if allowsPlainHTTP, domain.isOperators, domain.isLoopback {
            scheme = .http
            reach = .thisMachine
        } else {
            scheme = .https
            reach = domain.isOperators ? .anyAddress : .publicAddresses
        }
    }
}
