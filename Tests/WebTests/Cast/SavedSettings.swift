import CallRules
import Store

extension Store {
    /// Saves settings for a story that is not about saving them.
    func saveSettings(
        _ changes: [String: SettingInput], expecting version: Int64?, by author: Author,
        at now: Instant
    ) throws(StoreError) -> SaveOutcome<SettingsSnapshot> {
        try SettingsSaver(self) {}.save(changes, expecting: version, by: author, at: now)
    }
}
