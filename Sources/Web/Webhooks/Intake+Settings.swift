import Store

extension Intake {
    /// Saves settings for the API and the pages; messages that waited for a network to be allowed
    /// take effect.
    func settingsSaver(_ options: GatewayOptions) -> SettingsSaver {
        SettingsSaver(store, extraHosts: options.extraPhonetHosts) { () throws(StoreError) in
            _ = try release()
        }
    }
}
