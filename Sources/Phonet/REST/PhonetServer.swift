import CallRules
import HTTPClientTypes

/// Where a Phonet account's requests go.
package struct PhonetServer: Hashable, Sendable {
    /// The host, and what the authorisation calls the account (protocol 3.1).
    package let domain: PhonetDomain
    /// `https`; `http` only to this machine.
    package let scheme: Scheme
    /// Public addresses only, unless the operator named the host.
    package let addressPolicy: AddressPolicy

    /// The raw value is as an address writes it.
    package enum Scheme: String, Sendable {
        case http, https
    }

    /// - Parameter allowsPlainHTTP: the operator's leave to speak plain http to a host of theirs
    ///   that is this machine.
    package init(domain: PhonetDomain, allowsPlainHTTP: Bool) {
        self.domain = domain
        if allowsPlainHTTP, domain.isOperators, domain.isLoopback {
            scheme = .http
            addressPolicy = .thisMachine
        } else {
            scheme = .https
            addressPolicy = domain.isOperators ? .anyAddress : .publicAddresses
        }
    }
}
