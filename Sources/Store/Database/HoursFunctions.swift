import CallRules
import GRDB
import Synchronization

/// Functions of SQL that read the working hours in force. A query that uses them holds for the hours at
/// the time it runs.
final class HoursFunctions: Sendable {
    private let settings = Mutex<SettingsCache?>(nil)

    /// Sets where the hours are; before, every moment is within them.
    func read(from cache: SettingsCache) {
        settings.withLock { $0 = cache }
    }

    private func clock(of line: DatabaseValue) -> WorkingClock? {
        settings.withLock { $0?.current.clocks.of(String.fromDatabaseValue(line)) }
    }

    /// Adds the functions to a connection.
    func add(to db: Database) {
        db.add(
            function: DatabaseFunction("in_working_hours", argumentCount: 2) { values in
                guard let moment = Int64.fromDatabaseValue(values[0]) else { return nil }
                let instant = Instant(milliseconds: moment)
                return self.clock(of: values[1])?.isOpen(at: instant) ?? true
            })
        db.add(
            function: DatabaseFunction("working_ms", argumentCount: 3) { values in
                guard let from = Int64.fromDatabaseValue(values[0]),
                    let until = Int64.fromDatabaseValue(values[1])
                else { return nil }
                let (start, end) = (Instant(milliseconds: from), Instant(milliseconds: until))
                return self.clock(of: values[2])?.milliseconds(from: start, to: end)
                    ?? max(0, until - from)
            })
    }
}
