import CallRules
import Store

/// Runs one step of an import: the rehearsal or the writing.
///
/// Each transaction takes a few milliseconds and is followed by a pause of the same length, so that
/// webhooks hardly wait.
package struct ImportWork {
    /// The longest transaction. The 99th percentile of webhook times grows by nearly this much; it should
    /// stay below 1.5 times its value without an import.
    private static let transactionLimit = Duration.milliseconds(3)
    /// Most rows in memory.
    private static let maxRows = 250

    /// The functions from outside the import.
    package struct Environment: Sendable {
        /// The wall clock.
        package let clock: @Sendable () -> Instant
        /// The monotonic clock, to measure durations.
        package let uptime: @Sendable () -> Duration
        /// Blocks the calling thread.
        package let pause: @Sendable (Duration) -> Void
        /// Parses a time as people type it; nil when the text is no time.
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
            guard rows.count >= ImportWork.maxRows else { return true }
            isWanted = try take(&rows, job.id, rehearsal)
            return isWanted
        }
        if isWanted { isWanted = try take(&rows, job.id, rehearsal) }
        if isWanted { try store.endImport(job.id, hasFailed: false, at: environment.clock()) }
    }

    /// Processes all rows.
    ///
    /// - Returns: false when the import was cancelled or the program is stopping.
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

    /// Processes some rows in one transaction.
    ///
    /// - Returns: the number of rows; nil when the import was cancelled.
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
