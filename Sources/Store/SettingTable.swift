import CallRules
import GRDB

/// The settings document and its history.
enum SettingTable {
    static func current(_ db: Database) throws -> SettingsSnapshot {
        SettingsSnapshot(version: 1, settings: Settings())
    }
}
