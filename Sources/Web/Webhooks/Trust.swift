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

    /// What is decided on a webhook.
    struct TrustResult: Equatable {
        /// Whether its source is trusted.
        let isTrusted: Bool
        /// Why it is quarantined, beside its source; nil: no such reason.
        let quarantine: WebhookReason?

        /// Whether it takes effect, and a lookup is answered.
        var isAccepted: Bool { isTrusted && quarantine == nil }
    }

    /// Judges a webhook.
    ///
    /// - Parameters:
    ///   - peer: the address nginx saw; forwarded headers are ignored.
    ///   - token: the token in the path; nil: there is none.
    ///   - accountDomains: the values of `accountDomain` in the body.
    func verdict(
        peer: String, token: String?, accountDomains: [String]
    ) throws(StoreError) -> TrustResult {
        let settings = store.settings.settings
        let foreign = settings.foreignAccount(accountDomains).map {
            WebhookReason.foreignAccount(domain: $0)
        }
        if accepts(plain: peer) { return TrustResult(isTrusted: true, quarantine: foreign) }
        if let token, try store.isWebhookToken(hash: Secret.hash(token)) {
            return TrustResult(isTrusted: true, quarantine: foreign)
        }
        let isPlain = settings.secretWebhookAddressesOnly && trusts(peer)
        return TrustResult(isTrusted: false, quarantine: foreign ?? (isPlain ? .plainAddress : nil))
    }

    /// Judges a stored webhook again. One whose source was trusted, perhaps by a secret, stays so.
    func verdict(again kept: StoredWebhook, accountDomains: [String]) -> TrustResult {
        let isTrusted = accepts(plain: kept.sourceIP)
        let foreign = store.settings.settings.foreignAccount(accountDomains)
        return TrustResult(
            isTrusted: isTrusted, quarantine: foreign.map { .foreignAccount(domain: $0) })
    }

    /// Whether a message stays in quarantine for this reason, whatever its source.
    func holds(_ reason: WebhookReason) -> Bool {
        guard case .foreignAccount(let domain) = reason else { return false }
        return store.settings.settings.foreignAccount([domain]) != nil
    }

    /// Whether an address is in an allowed network, and webhooks may come without a secret.
    func accepts(plain peer: String) -> Bool {
        !store.settings.settings.secretWebhookAddressesOnly && trusts(peer)
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
