import CallRules
import Store

/// Works at one import until its phase is over: a rehearsal, or the run.
///
/// Rows go in transactions so small that a webhook hardly waits for one, with as long a rest after each.
public struct ImportWork {
    /// What the work takes from its surroundings.
    public struct Surroundings: Sendable {
        /// The wall clock.
        public let clock: @Sendable () -> Instant
        /// A clock that is never set, for measuring.
        public let uptime: @Sendable () -> Duration
        /// Lets the calling thread wait.
        public let pause: @Sendable (Duration) -> Void
        /// Reads a time as people type it into a file.
        public let moment: @Sendable (String) -> Instant?

        public init(
            clock: @escaping @Sendable () -> Instant,
            uptime: @escaping @Sendable () -> Duration,
            pause: @escaping @Sendable (Duration) -> Void,
            moment: @escaping @Sendable (String) -> Instant?
        ) {
            self.clock = clock
            self.uptime = uptime
            self.pause = pause
            self.moment = moment
        }
    }

    private let store: Store
    private let surroundings: Surroundings
    private let isStopping: () -> Bool
    private var pace = ImportPace()

    /// - Parameter isStopping: asked after each transaction; the work can be taken up again later.
    public init(
        _ store: Store, _ surroundings: Surroundings, isStopping: @escaping () -> Bool = { false }
    ) {
        self.store = store
        self.surroundings = surroundings
        self.isStopping = isStopping
    }

    /// Begins the phase the import is in, or goes on with it.
    ///
    /// - Throws: what reading the file or the database threw; the import stays as it is then.
    public mutating func run(_ job: ImportJob, of source: ImportSource) throws {
        var skipped = job.tally.rows
        if job.state == .checking {
            try store.restartRehearsal(of: job.id, at: surroundings.clock())
            skipped = 0
        }
        if skipped == 0 { try store.forgetImportMistakes(of: job.id) }
        let rehearsal =
            job.state == .checking ? try ImportRehearsal(job.kind, of: store) : nil
        var isWanted = true
        var rows: [ImportRow] = []
        try source.eachRow(job.columns, moment: surroundings.moment) { row in
            if skipped > 0 {
                skipped -= 1
                return true
            }
            rows.append(row)
            guard rows.count >= pace.rows else { return true }
            isWanted = try take(rows, job.id, rehearsal) && !isStopping()
            rows = []
            return isWanted
        }
        if isWanted, !rows.isEmpty { isWanted = try take(rows, job.id, rehearsal) }
        if isWanted { try store.endImport(job.id, hasFailed: false, at: surroundings.clock()) }
    }

    /// False when nobody wants the rest any more.
    private mutating func take(
        _ rows: [ImportRow], _ id: ImportJob.ID, _ rehearsal: ImportRehearsal?
    ) throws -> Bool {
        let start = surroundings.uptime()
        let now = surroundings.clock()
        let isWanted: Bool
        if let rehearsal {
            let tally = try rehearsal.tally(rows, at: now)
            isWanted = try store.noteRehearsal(tally, in: id, at: now)
        } else {
            isWanted = try store.writeImport(rows, in: id, at: now) != nil
        }
        let spent = surroundings.uptime() - start
        pace.took(spent)
        surroundings.pause(spent)
        return isWanted
    }
}

/// How many rows make a transaction that takes about a quarter of what it may.
struct ImportPace {
    /// reliability.md D7 allows 50 ms.
    private static let aim = Duration.milliseconds(12)
    private static let limits = 1...500

    private(set) var rows = 20

    /// The last transaction took so long.
    mutating func took(_ spent: Duration) {
        let wanted = spent < ImportPace.aim / 2 ? rows * 2 : rows
        let next = spent > ImportPace.aim ? rows / 2 : wanted
        rows = min(max(next, ImportPace.limits.lowerBound), ImportPace.limits.upperBound)
    }
}
