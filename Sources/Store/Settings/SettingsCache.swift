import CallRules
import Foundation

/// The settings in force, with their version.
package struct SettingsSnapshot: Sendable {
    /// Grows by one with every save.
    package let version: Int64
    package let settings: Settings

    package init(version: Int64, settings: Settings) {
        self.version = version
        self.settings = settings
    }
}

/// The settings in memory, for reads without a query; replaced after COMMIT.
final class SettingsCache: @unchecked Sendable {
    private let lock = NSLock()
    private var snapshot: SettingsSnapshot

    init(_ snapshot: SettingsSnapshot) {
        self.snapshot = snapshot
    }

    var current: SettingsSnapshot {
        lock.lock()
        defer { lock.unlock() }
        return snapshot
    }

    /// Ignores an older version: two saves may report in either order.
    func replace(by newer: SettingsSnapshot) {
        lock.lock()
        defer { lock.unlock() }
        if newer.version > snapshot.version { snapshot = newer }
    }
}

extension Store {
    /// The settings in force.
    package var settings: SettingsSnapshot { settingsCache.current }
}
