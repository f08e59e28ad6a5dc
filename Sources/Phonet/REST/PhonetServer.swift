import CallRules

/// Where a Phonet account's requests go.
package struct PhonetServer: Hashable, Sendable {
    /// The host, and what the authorisation calls the account (protocol 3.1).
    package let domain: PhonetDomain
    /// `https`; `http` only to this machine.
    package let scheme: Scheme
    /// Checked against the address of every connection.
    package let reach: AddressPolicy

    /// The raw value is as an address writes it.
    package enum Scheme: String, Sendable {
        case http, https
    }

    /// Which addresses the domain may resolve to.
    package enum AddressPolicy: Sendable {
        case publicAddresses
        /// The operator named the host, so also a private one.
        case anyAddress
        case thisMachine
    }

    /// - Parameter allowsPlainHTTP: the operator's leave to speak plain http to a host of theirs
    ///   that is this machine.
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
