import CallRules
import Synchronization

/// Counts the commits that changed rows which open pages show. A page that polls every second is
/// answered without a query as long as its counters are the same. Starts at 0 with the program.
final class ChangeCounters: Sendable {
    private struct Counts {
        var calls = 0
        var cases = 0
        var leads = 0
        var sessions = 0
        var lines = 0
        var notices: [Employee.ID: Int] = [:]
        var newestEvent: Int64 = 0
    }

    private let counts = Mutex(Counts())

    /// Commits that changed a call, a notice of a call, or who has dismissed its live card.
    var calls: Int { counts.withLock(\.calls) }

    /// Commits that changed a missed case, or who is to call back.
    var cases: Int { counts.withLock(\.cases) }

    /// Commits that changed a lead or its numbers.
    var leads: Int { counts.withLock(\.leads) }

    /// Commits after which a session may have ended, or its employee may have changed.
    var sessions: Int { counts.withLock(\.sessions) }

    /// Commits that changed a line.
    var lines: Int { counts.withLock(\.lines) }

    /// Commits that changed a notice of this employee.
    func notices(of employee: Employee.ID) -> Int {
        counts.withLock { $0.notices[employee] ?? 0 }
    }

    /// The number of the newest event that was committed; 0: none ever was.
    var newestEvent: Int64 { counts.withLock(\.newestEvent) }

    /// Notes that events up to this number are committed.
    ///
    /// - Returns: whether that is news.
    @discardableResult
    func noteEvent(_ seq: Int64) -> Bool {
        counts.withLock { counts in
            defer { counts.newestEvent = max(counts.newestEvent, seq) }
            return seq > counts.newestEvent
        }
    }

    /// Counts one commit. Called after COMMIT, before the threads that wait for it continue.
    func count(_ changes: ChangeWatch.Changes) {
        counts.withLock { counts in
            if changes.kinds.contains(.calls) { counts.calls += 1 }
            if changes.kinds.contains(.cases) { counts.cases += 1 }
            if changes.kinds.contains(.leads) { counts.leads += 1 }
            if changes.kinds.contains(.sessions) { counts.sessions += 1 }
            if changes.kinds.contains(.lines) { counts.lines += 1 }
            for employee in changes.employees { counts.notices[employee, default: 0] += 1 }
        }
    }
}
