import Store

extension Intake {
    /// Saves settings for the API and the pages. When the allowed networks change, it releases the
    /// quarantined messages whose sources are now trusted.
    func settingsSaver(_ options: GatewayOptions) -> SettingsSaver {
        SettingsSaver(store, extraHosts: options.extraPhonetHosts) { () throws(StoreError) in
            _ = try release()
        }
    }
}
