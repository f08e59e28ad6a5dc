import CallRules
import HTTPTypes
import Store

extension Pages {
    /// Adds one address to the trusted ones, and lets what waited from it take effect.
    func trustNetwork(_ visit: PageVisit) throws -> Answer {
        guard let address = visit.form["network"], IPAddress(address) != nil else {
            return .seeOther(SettingsNews.notTrusted.path)
        }
        // Somebody may save in between: then the list is read again.
        for _ in 1...3 {
            let before = store.settings
            let networks = before.settings.webhookAllowedNetworks + [address]
            let outcome = try store.saveSettings(
                ["webhook_allowed_networks": .texts(networks)], expecting: before.version,
                by: visit.author().name, extraHosts: options.extraPhonetHosts, at: visit.now)
            switch outcome {
            case .saved(let saved):
                try release(from: before.settings, to: saved.settings)
                return .seeOther(SettingsNews.trusted.path)
            case .stale: continue
            case .invalid, .conflict, .missing: return .seeOther(SettingsNews.notTrusted.path)
            }
        }
        throw PageRefusal.unavailable
    }
}
