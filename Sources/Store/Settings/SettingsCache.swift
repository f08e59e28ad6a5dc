import CallRules
import CompanyTime
import Synchronization

/// The settings in force, with their version, and the ignore list.
package struct SettingsSnapshot: Sendable {
    /// Grows by one with every save.
    package let version: Int64
    package let settings: Settings
    /// The working hours in force.
    package let clocks: WorkingClocks
    /// The numbers that are left alone.
    package internal(set) var ignored = IgnoreList()

    package init(version: Int64, settings: Settings) {
        self.version = version
        self.settings = settings
        clocks = WorkingClocks(
            company: WorkingClock(settings.workingHours, settings.companyClock.wholeClock))
    }

    /// When notices of calls on a line may go out.
    ///
    /// - Parameter line: what Phonet calls it; nil: not known.
    func noticeHours(of line: String?) -> NoticeHours {
        NoticeHours(settings.noticesOutsideHours, clocks.of(line))
    }
}

/// The settings in memory, read without a query; replaced after COMMIT.
final class SettingsCache: Sendable {
    private let snapshot: Mutex<SettingsSnapshot>

    init(_ snapshot: SettingsSnapshot) {
        self.snapshot = Mutex(snapshot)
    }

    var current: SettingsSnapshot { snapshot.withLock(\.self) }

    /// Ignores an older version, because two saves may call this in either order.
    func replace(by newer: SettingsSnapshot) {
        snapshot.withLock { old in
            guard newer.version > old.version else { return }
            let ignored = old.ignored
            old = newer
            old.ignored = ignored
        }
    }

    /// Reads the ignore list again. Whoever reads last has read what was committed last.
    func readIgnored(_ read: () throws -> IgnoreList) rethrows {
        try snapshot.withLock { try $0.ignored = read() }
    }
}

extension Store {
    /// The settings in force.
    package var settings: SettingsSnapshot { settingsCache.current }
}
