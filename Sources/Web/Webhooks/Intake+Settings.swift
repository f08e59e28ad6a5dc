import Store

extension Intake {
    /// Saves settings for the API and the pages. When the allowed networks change, the release of the
    /// quarantined messages whose sources are trusted now begins.
    func settingsSaver(_ options: GatewayOptions) -> SettingsSaver {
        SettingsSaver(store, extraHosts: options.extraPhonetHosts) { () throws(StoreError) in
            try self.release.begin()
        }
    }
}
