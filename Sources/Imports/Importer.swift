import Foundation
import Store

/// Works at the imports people ask for on their page, one after another, on a thread of its own.
package final class Importer: @unchecked Sendable {
    /// Seconds between looks for what the bell did not tell of.
    private static let rest = 1.0
    /// What nobody came back for is looked for every so many rounds.
    private static let roundsBetweenTrims = 60

    private let store: Store
    private let environment: ImportWork.Environment
    private let report: @Sendable (String) -> Void
    private let condition = NSCondition()
    private var isRung = false
    private var isStopping = false
    private var isStopped = true

    /// Nothing is done before `start`.
    ///
    /// - Parameter report: told what went wrong, for the log.
    package init(
        _ store: Store, _ environment: ImportWork.Environment,
        report: @escaping @Sendable (String) -> Void
    ) {
        self.store = store
        self.environment = environment
        self.report = report
    }

    /// Goes on with what the last end of the program cut off, and begins.
    package func start() {
        condition.lock()
        isStopped = false
        condition.unlock()
        let thread = Thread.named("importer") { [self] in work() }
        thread.stackSize = 8 << 20
        thread.start()
    }

    /// Returns when the transaction under way is over; the import goes on at the next start.
    package func stop() {
        condition.lock()
        isStopping = true
        condition.broadcast()
        while !isStopped { condition.wait() }
        condition.unlock()
    }

    /// Somebody asked for something.
    @Sendable package func ring() {
        condition.lock()
        isRung = true
        condition.broadcast()
        condition.unlock()
    }

    private func work() {
        // Of this thread alone, as Linux has it (setpriority(2)): a rehearsal is all computing, and
        // whoever answers a webhook goes first.
        setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
        var round = 0
        while !isTimeToStop {
            do {
                for job in try store.busyImports() where !isTimeToStop { try take(job) }
                if round % Importer.roundsBetweenTrims == 0 {
                    try store.trimImports(at: environment.clock())
                }
            } catch {
                report("import: \(error)")
            }
            round += 1
            wait()
        }
        condition.lock()
        isStopped = true
        condition.broadcast()
        condition.unlock()
    }

    private func take(_ job: ImportJob) throws {
        guard let source = ImportSource(path: store.importFile(job.id).path) else {
            // A command has its file elsewhere, and its import is none of ours while it moves.
            if !job.isBusy(at: environment.clock()) {
                try store.endImport(job.id, hasFailed: true, at: environment.clock())
            }
            return
        }
        let work = ImportWork(store, environment) { [self] in isTimeToStop }
        do {
            try work.run(job, of: source)
        } catch {
            report("import: \(error)")
            try store.endImport(job.id, hasFailed: true, at: environment.clock())
        }
    }

    private var isTimeToStop: Bool {
        condition.lock()
        defer { condition.unlock() }
        return isStopping
    }

    private func wait() {
        let end = Date().addingTimeInterval(Importer.rest)
        condition.lock()
        while !isStopping, !isRung, condition.wait(until: end) {}
        isRung = false
        condition.unlock()
    }
}
