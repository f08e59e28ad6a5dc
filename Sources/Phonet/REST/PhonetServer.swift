import CallRules

/// The server of a Phonet account.
package struct PhonetServer: Hashable, Sendable {
    /// The host; also the name of the account in the authorisation (protocol 3.1).
    package let domain: PhonetDomain
    /// `https`; `http` only to this machine.
    package let scheme: Scheme
    /// Which addresses a connection may go to.
    package let reach: AddressPolicy

    /// The raw value is as an address writes it.
    package enum Scheme: String, Sendable {
        case http, https
    }

    /// Which addresses the domain may resolve to.
    package enum AddressPolicy: Sendable {
        case publicAddresses
        /// Also private addresses, because the operator named the host.
        case anyAddress
        case thisMachine
    }

    /// - Parameter allowsPlainHTTP: the operator allows plain http to a host of theirs that is this
    ///   machine.
    package init(domain: PhonetDomain, allowsPlainHTTP: Bool) {
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
