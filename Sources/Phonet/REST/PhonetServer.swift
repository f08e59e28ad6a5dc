import CallRules
import HTTPClientTypes

/// The server of a Phonet account.
package struct PhonetServer: Hashable, Sendable {
    /// The host; also the name of the account in the authorisation (protocol 3.1).
    package let domain: PhonetDomain
    /// `https`; `http` only to this machine.
    package let scheme: Scheme
    /// Which IP addresses a connection may use: public ones only, unless the operator allowed
    /// exactly this host.
    package let addressPolicy: AddressPolicy

    /// The raw value is the scheme of a URL.
    package enum Scheme: String, Sendable {
        case http, https
    }

    /// - Parameter allowsPlainHTTP: the operator allows plain http to a host of theirs that is this
    ///   machine.
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
