import CallRules

/// Which IP addresses a request may connect to, whatever the name of its host resolves to.
package enum AddressPolicy: Hashable, Sendable {
    /// Addresses of the public internet only: for hosts that come from a page or a message.
    case publicAddresses
    /// Any address: for a host the operator named.
    case anyAddress
    /// Loopback addresses only. Plain http is allowed.
    case thisMachine

    /// Whether a connection to the address is allowed.
    package func admits(_ address: IPAddress) -> Bool {
        switch self {
        case .publicAddresses: address.isPublic
        case .anyAddress: true
        case .thisMachine: address.isLoopback
        }
    }
}
