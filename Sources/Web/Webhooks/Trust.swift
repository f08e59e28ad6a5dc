import CallRules
import Store
import Synchronization

/// Decides whether a webhook is trusted: by the allowed networks of the settings, or by a token in
/// the path.
struct Trust: Sendable {
    let store: Store
    /// Whether webhooks from this machine are trusted; a command-line option for trials.
    let trustsLoopback: Bool
    private let networks = NetworkCache()

    init(store: Store, trustsLoopback: Bool) {
        self.store = store
        self.trustsLoopback = trustsLoopback
    }

    /// Whether a webhook is trusted.
    ///
    /// - Parameters:
    ///   - peer: the address nginx saw; forwarded headers are ignored.
    ///   - token: the token in the path; nil: there is none.
    func trusts(peer: String, token: String?) throws(StoreError) -> Bool {
        if trusts(peer) { return true }
        guard let token else { return false }
        return try store.isWebhookToken(hash: Secret.hash(token))
    }

    /// Whether an address is in an allowed network. False for text that is not an IP address.
    func trusts(_ peer: String) -> Bool {
        guard let address = IPAddress(peer) else { return false }
        if trustsLoopback && address.isLoopback { return true }
        return networks.of(store.settings).contains { $0.contains(address) }
    }
}

/// The allowed networks, parsed once for each version of the settings.
private final class NetworkCache: Sendable {
    private let parsed = Mutex<(version: Int64, networks: [Network])>((-1, []))

    func of(_ snapshot: SettingsSnapshot) -> [Network] {
        parsed.withLock { parsed in
            if snapshot.version != parsed.version {
                parsed = (
                    snapshot.version,
                    snapshot.settings.webhookAllowedNetworks.compactMap { Network($0) }
                )
            }
            return parsed.networks
        }
    }
}
