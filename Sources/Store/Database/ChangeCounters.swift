import CallRules
import Synchronization

/// Counts the commits that changed what people watch, so that whoever asks every second learns
/// without a query that there is nothing new. Begins anew with the program.
final class ChangeCounters: Sendable {
    /// What the transaction at hand changes of it.
    struct Changes {
        /// A call, or who sees which one.
        var calls = false
        /// Whose notices.
        var people: Set<Employee.ID> = []
        /// Which missed calls wait to be returned.
        var cases = false

        var isNothing: Bool { !calls && people.isEmpty && !cases }
    }

    private struct Counts {
        var calls = 0
        var cases = 0
        var notices: [Employee.ID: Int] = [:]
        var sessions = 0
        var areSessionsInDoubt = false
    }

    private let counts = Mutex(Counts())

    /// Commits that changed a call, or who sees which one.
    var calls: Int { counts.withLock(\.calls) }

    /// Commits that changed which missed calls wait.
    var cases: Int { counts.withLock(\.cases) }

    /// Commits after which a session may have ended, or its person be another.
    var sessions: Int { counts.withLock(\.sessions) }

    /// Commits that changed a notice of this person's.
    func notices(of person: Employee.ID) -> Int { counts.withLock { $0.notices[person] ?? 0 } }

    /// The transaction at hand ends a session, or changes a person.
    func doubtSessions() { counts.withLock { $0.areSessionsInDoubt = true } }

    /// After each COMMIT, before whoever waits for it hears of it.
    func beat(_ changes: Changes) {
        counts.withLock { counts in
            if counts.areSessionsInDoubt { counts.sessions += 1 }
            counts.areSessionsInDoubt = false
            guard !changes.isNothing else { return }
            if changes.calls { counts.calls += 1 }
            if changes.cases { counts.cases += 1 }
            for person in changes.people { counts.notices[person, default: 0] += 1 }
        }
    }
}
