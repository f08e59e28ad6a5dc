import CallRules
import CompanyTime
import Synchronization

/// The settings in force, with their version, and the ignore list.
package struct SettingsSnapshot: Sendable {
    /// Grows by one with every save.
    package let version: Int64
    package let settings: Settings
    /// The lines, with what they have of their own.
    package let lines: LineBook
    /// The working hours in force.
    package let clocks: WorkingClocks
    /// The numbers that are left alone.
    package internal(set) var ignored = IgnoreList()
    private let companyRules: RulesInForce
    private let lineRules: [Line.ID: RulesInForce]

    package init(version: Int64, settings: Settings, lines: LineBook = LineBook()) {
        self.version = version
        self.settings = settings
        self.lines = lines
        companyRules = settings.inForce(on: nil)
        lineRules = Dictionary(
            lines.all.map { ($0.id, settings.inForce(on: $0)) }, uniquingKeysWith: { one, _ in one }
        )
        let clock = settings.companyClock.wholeClock
        var own: [String: WorkingClock] = [:]
        for line in lines.all where line.own.week != nil || !line.own.exceptions.isEmpty {
            own[line.number] = lineRules[line.id].map { WorkingClock($0.workingHours, clock) }
        }
        clocks = WorkingClocks(
            company: WorkingClock(companyRules.workingHours, clock), own: own)
    }

    /// The settings in force for calls on a line.
    ///
    /// - Parameter line: what Phonet calls it; nil: not known.
    package func rules(of line: String?) -> RulesInForce {
        lines[line].flatMap { lineRules[$0.id] } ?? companyRules
    }

    /// When notices of calls on a line may go out.
    ///
    /// - Parameter line: what Phonet calls it; nil: not known.
    func noticeHours(of line: String?) -> NoticeHours {
        NoticeHours(settings.noticesOutsideHours, clocks.of(line))
    }
}

/// The settings and the lines in memory, read without a query. Settings are replaced after COMMIT; lines
/// are read again when a commit has changed one.
final class SettingsCache: Sendable {
    private struct State {
        var snapshot: SettingsSnapshot
        /// `ChangeCounters.lines` before the lines were read; nil: they never were.
        var linesReadAt: Int?
    }

    private let state: Mutex<State>
    private let counters: ChangeCounters
    private let readLines: @Sendable () -> LineBook?

    /// - Parameter readLines: nil: they cannot be read now, and those of before stay.
    init(
        _ snapshot: SettingsSnapshot, counters: ChangeCounters,
        readLines: @escaping @Sendable () -> LineBook?
    ) {
        state = Mutex(State(snapshot: snapshot))
        self.counters = counters
        self.readLines = readLines
    }

    var current: SettingsSnapshot {
        let count = counters.lines
        let (known, isCurrent) = state.withLock { ($0.snapshot, $0.linesReadAt == count) }
        if isCurrent { return known }
        guard let lines = readLines() else { return known }
        return state.withLock { state in
            if state.linesReadAt ?? -1 < count {
                state.snapshot = state.snapshot.with(lines)
                state.linesReadAt = count
            }
            return state.snapshot
        }
    }

    /// Ignores an older version, because two saves may call this in either order. The lines stay.
    func replace(by newer: SettingsSnapshot) {
        state.withLock { state in
            guard newer.version > state.snapshot.version else { return }
            let (lines, ignored) = (state.snapshot.lines, state.snapshot.ignored)
            state.snapshot = newer.with(lines)
            state.snapshot.ignored = ignored
        }
    }

    /// Reads the ignore list again. Whoever reads last has read what was committed last.
    func readIgnored(_ read: () throws -> IgnoreList) rethrows {
        try state.withLock { try $0.snapshot.ignored = read() }
    }
}

extension SettingsSnapshot {
    /// The same settings and ignore list with other lines.
    fileprivate func with(_ lines: LineBook) -> SettingsSnapshot {
        if lines == self.lines { return self }
        var snapshot = SettingsSnapshot(version: version, settings: settings, lines: lines)
        snapshot.ignored = ignored
        return snapshot
    }
}

extension Store {
    /// The settings in force.
    package var settings: SettingsSnapshot { settingsCache.current }
}
