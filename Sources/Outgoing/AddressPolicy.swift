import CallRules

/// Where a connection may end, whatever the name of the host resolves to.
package enum AddressPolicy: Hashable, Sendable {
    /// Addresses of the public internet only: for every host that is named on a page or in a
    /// message.
    case publicAddresses
    /// Any address: for a host the operator named.
    case anyAddress
    /// Loopback only; the one reach that allows plain http.
    case thisMachine

    func admits(_ address: IPAddress) -> Bool {
        switch self {
        case .publicAddresses: address.isPublic
        case .anyAddress: true
        case .thisMachine: address.isLoopback
        }
    }
}
