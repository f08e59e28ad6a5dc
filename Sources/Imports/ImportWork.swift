import CallRules
import Store

/// Runs one step of an import: the rehearsal or the writing.
///
/// Rows are written in transactions of at most 200 rows and 25 ms, which end as soon as another write of the program
/// waits; a command beside the server pauses after each. Rows that change nothing are only read.
package struct ImportWork {
    /// Most rows of one transaction.
    private static let maxRows = 200
    /// The longest time for the rows of a transaction, in the program that also writes webhooks and beside it, where
    /// webhooks wait until it is over.
    private static let transactionLimits = (
        within: Duration.milliseconds(25), beside: Duration.milliseconds(4)
    )
    /// The progress is stored at least so often.
    private static let noteInterval = Duration.milliseconds(500)
    /// Most validation messages that wait to be stored.
    private static let maxUnnoted = 500

    /// The functions from outside the import.
    package struct Environment: Sendable {
        /// The wall clock.
        package let clock: @Sendable () -> Instant
        /// The monotonic clock, to measure durations.
        package let uptime: @Sendable () -> Duration
        /// Blocks the calling thread for as long as a transaction took; nil in the program that also
        /// writes webhooks: they go first without it.
        package let pause: (@Sendable (Duration) -> Void)?
        /// Parses a time as people type it; nil when the text is no time.
        package let moment: @Sendable (String) -> Instant?

        package init(
            clock: @escaping @Sendable () -> Instant,
            uptime: @escaping @Sendable () -> Duration,
            pause: (@Sendable (Duration) -> Void)? = nil,
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

    /// - Parameter isStopping: called after each transaction; true interrupts the step, which can be
    ///   continued later.
    package init(
        _ store: Store, _ environment: Environment, isStopping: @escaping () -> Bool = { false }
    ) {
        self.store = store
        self.environment = environment
        self.isStopping = isStopping
    }

    /// Starts or continues the step of the import.
    ///
    /// - Throws: an error of the file or the database. The import then keeps its state.
    package func run(_ job: ImportJob, of source: ImportSource) throws {
        var skipped = job.tally.rows
        if job.state == .checking {
            try store.restartRehearsal(of: job.id, at: environment.clock())
            skipped = 0
        }
        if skipped == 0 { try store.deleteImportRowErrors(of: job.id) }
        guard let shared = try sharedNumbers(of: job, source) else { return }
        var step = Step(
            job: job, shared: shared,
            rehearsal: job.state == .checking ? try ImportRehearsal(job.kind, of: store) : nil,
            notedAt: environment.uptime())
        var isWanted = true
        var rows: [ImportRow] = []
        try eachRow(of: job, source) { row in
            if skipped > 0 {
                skipped -= 1
                return true
            }
            rows.append(row)
            guard rows.count >= ImportWork.maxRows else { return true }
            isWanted = try take(&rows, &step)
            return isWanted
        }
        if isWanted { isWanted = try take(&rows, &step) }
        if isWanted { isWanted = try note(&step) }
        guard isWanted else { return }
        if job.state == .running { try foldNames(job.kind) }
        try store.endImport(job.id, hasFailed: false, at: environment.clock())
    }

    /// What a step of an import carries along.
    private struct Step {
        let job: ImportJob
        let shared: SharedNumbers
        /// Nil: rows are written.
        let rehearsal: ImportRehearsal?
        /// The result of rows that is not stored yet.
        var tally = ImportTally()
        /// When results were stored last, by the monotonic clock.
        var notedAt: Duration
    }

    private func eachRow(
        of job: ImportJob, _ source: ImportSource, _ body: (ImportRow) throws -> Bool
    ) throws {
        try source.eachRow(
            job.columns, separator: job.separator, moment: environment.moment, body)
    }

    /// Reads the file once; nil: the program is stopping.
    private func sharedNumbers(of job: ImportJob, _ source: ImportSource) throws -> SharedNumbers? {
        var shared = SharedNumbers()
        var rows = 0
        var isWanted = true
        try eachRow(of: job, source) { row in
            shared.note(row)
            rows += 1
            if rows % 5000 == 0, isStopping() { isWanted = false }
            return isWanted
        }
        guard isWanted else { return nil }
        shared.end()
        return shared
    }

    /// Processes all rows.
    ///
    /// - Returns: false when the import was cancelled or the program is stopping.
    private func take(_ rows: inout [ImportRow], _ step: inout Step) throws -> Bool {
        while !rows.isEmpty {
            guard let count = try process(rows, &step) else { return false }
            rows.removeFirst(min(count, rows.count))
            if isStopping() {
                _ = try note(&step)
                return false
            }
        }
        guard
            environment.uptime() - step.notedAt >= ImportWork.noteInterval
                || step.tally.validationMessages.count >= ImportWork.maxUnnoted
        else { return true }
        return try note(&step)
    }

    /// Processes some rows.
    ///
    /// - Returns: the number of rows; nil when the import was cancelled.
    private func process(_ rows: [ImportRow], _ step: inout Step) throws -> Int? {
        let now = environment.clock()
        if let rehearsal = step.rehearsal {
            let tally = try rehearsal.tally(rows, sharing: step.shared, at: now)
            step.tally = step.tally + tally
            return tally.rows
        }
        let same = try store.unchanged(rows, step.job.kind, sharing: step.shared, at: now)
        step.tally = step.tally + same
        guard same.rows < rows.count else { return same.rows }
        let start = environment.uptime()
        let limits = ImportWork.transactionLimits
        let tally = try store.writeImport(
            Array(rows[same.rows...]), in: step.job.id, sharing: step.shared, after: step.tally,
            at: now, within: environment.pause == nil ? limits.within : limits.beside)
        guard let tally else { return nil }
        environment.pause?(environment.uptime() - start)
        step.tally = ImportTally()
        step.notedAt = environment.uptime()
        return same.rows + tally.rows
    }

    /// Writes the search keys of the new names.
    private func foldNames(_ kind: ImportKind) throws {
        var isMore = true
        while isMore {
            let start = environment.uptime()
            isMore = try store.foldImportedNames(kind)
            environment.pause?(environment.uptime() - start)
        }
    }

    /// Stores the result of rows that were rehearsed or change nothing.
    ///
    /// - Returns: false when the import was cancelled.
    private func note(_ step: inout Step) throws -> Bool {
        let isWanted = try store.noteImport(
            step.tally, in: step.job.id, step.job.state, at: environment.clock())
        step.tally = ImportTally()
        step.notedAt = environment.uptime()
        return isWanted
    }
}
