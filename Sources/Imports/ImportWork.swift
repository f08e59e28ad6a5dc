import CallRules
import Store

/// Works at one import until its phase is over: a rehearsal, or the run.
///
/// Rows go in transactions so small that a webhook hardly waits for one, with as long a rest after each.
package struct ImportWork {
    /// Far less than reliability.md D7 allows a transaction: the slowest webhook in a hundred waits for
    /// nearly all of it, and should not take half as long again as without an import.
    private static let transactionLimit = Duration.milliseconds(3)
    /// So many rows are at hand at once.
    private static let mostRows = 250

    /// What the work takes from its surroundings.
    package struct Environment: Sendable {
        /// The wall clock.
        package let clock: @Sendable () -> Instant
        /// A clock that is never set, for measuring.
        package let uptime: @Sendable () -> Duration
        /// Lets the calling thread wait.
        package let pause: @Sendable (Duration) -> Void
        /// Reads a time as people type it into a file.
        package let moment: @Sendable (String) -> Instant?

        package init(
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
    private let environment: Environment
    private let isStopping: () -> Bool

    /// - Parameter isStopping: asked after each transaction; the work can be taken up again later.
    package init(
        _ store: Store, _ environment: Environment, isStopping: @escaping () -> Bool = { false }
    ) {
        self.store = store
        self.environment = environment
        self.isStopping = isStopping
    }

    /// Begins the phase the import is in, or goes on with it.
    ///
    /// - Throws: what reading the file or the database threw; the import stays as it is then.
    package func run(_ job: ImportJob, of source: ImportSource) throws {
        var skipped = job.tally.rows
        if job.state == .checking {
            try store.restartRehearsal(of: job.id, at: environment.clock())
            skipped = 0
        }
        if skipped == 0 { try store.deleteImportRowErrors(of: job.id) }
        let rehearsal =
            job.state == .checking ? try ImportRehearsal(job.kind, of: store) : nil
        var isWanted = true
        var rows: [ImportRow] = []
        try source.eachRow(job.columns, moment: environment.moment) { row in
            if skipped > 0 {
                skipped -= 1
                return true
            }
            rows.append(row)
            guard rows.count >= ImportWork.mostRows else { return true }
            isWanted = try take(&rows, job.id, rehearsal)
            return isWanted
        }
        if isWanted { isWanted = try take(&rows, job.id, rehearsal) }
        if isWanted { try store.endImport(job.id, hasFailed: false, at: environment.clock()) }
    }

    /// Takes all the rows; false when nobody wants the rest any more.
    private func take(
        _ rows: inout [ImportRow], _ id: ImportJob.ID, _ rehearsal: ImportRehearsal?
    ) throws -> Bool {
        while !rows.isEmpty {
            let start = environment.uptime()
            guard let count = try step(rows, id, rehearsal) else { return false }
            rows.removeFirst(min(count, rows.count))
            environment.pause(environment.uptime() - start)
            if isStopping() { return false }
        }
        return true
    }

    /// How many rows were taken; nil when the import is no longer wanted.
    private func step(
        _ rows: [ImportRow], _ id: ImportJob.ID, _ rehearsal: ImportRehearsal?
    ) throws -> Int? {
        let now = environment.clock()
        if let rehearsal {
            let tally = try rehearsal.tally(rows, at: now)
            return try store.noteRehearsal(tally, in: id, at: now) ? tally.rows : nil
        }
        return try store.writeImport(
            rows, in: id, at: now, within: ImportWork.transactionLimit,
            uptime: environment.uptime)?.rows
    }
}
