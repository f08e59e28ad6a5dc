import CallRules
import HTTPTypes
import Store

extension Pages {
    /// Trusts one address and releases its quarantined messages.
    func trustNetwork(_ visit: PageVisit) throws -> Answer {
        let isFromQuarantine = visit.form["back"] == PageRoute.quarantine.path
        func news(_ news: SettingsFlash) -> Answer {
            .seeOther(news.path(on: isFromQuarantine ? .quarantine : .settings(.connection)))
        }
        guard let address = visit.form["network"], IPAddress(address) != nil else {
            return news(.notTrusted)
        }
        // Reads the list again when another save came in between.
        for _ in 1...3 {
            let before = store.settings
            let networks = before.settings.webhookAllowedNetworks + [address]
            let outcome = try intake.settingsSaver(options).save(
                ["webhook_allowed_networks": .texts(networks)], expecting: before.version,
                by: visit.author(), trusting: address, at: visit.now)
            switch outcome {
            case .saved: return news(.trusted)
            case .stale: continue
            case .invalid: return news(.standingNetworks)
            case .conflict, .missing: return news(.notTrusted)
            }
        }
        throw PageRefusal.unavailable
    }
}
