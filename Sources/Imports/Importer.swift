import BackgroundWork
import Foundation
import Store

/// Runs the imports that were started on the imports page, one after another, on a thread of its own.
package final class Importer: Sendable {
    /// Abandoned imports are cancelled in every 60th round, about once a minute.
    private static let roundsBetweenTrims = 60

    private let store: Store
    private let environment: ImportWork.Environment
    private let report: @Sendable (String) -> Void
    /// Imports are long computations. Linux keeps a nice value for each thread (setpriority(2)), so
    /// a higher one here gives priority to the threads that answer webhooks.
    private let loop = BackgroundLoop("importer", nice: 10)

    /// Nothing runs before `start`.
    ///
    /// - Parameter report: receives errors for the log.
    package init(
        _ store: Store, _ environment: ImportWork.Environment,
        report: @escaping @Sendable (String) -> Void
    ) {
        self.store = store
        self.environment = environment
        self.report = report
    }

    /// Starts the thread. It continues the imports that the last stop of the program interrupted.
    package func start() {
        loop.start(0) { [self] round in
            do {
                for job in try store.busyImports() where !loop.isStopping { try take(job) }
                if round % Importer.roundsBetweenTrims == 0 {
                    try store.trimImports(at: environment.clock())
                }
            } catch {
                report("import: \(error)")
            }
            round += 1
            return .seconds(1)
        }
    }

    /// Returns after the current transaction; the import continues at the next start.
    package func stop() { loop.stop() }

    /// Wakes the thread, because an import was requested.
    @Sendable package func ring() { loop.wake() }

    private func take(_ job: ImportJob) throws {
        guard let source = ImportSource(path: store.importFile(job.id).path) else {
            // A command has its file elsewhere, and runs its import itself while the job is busy.
            if !job.isBusy(at: environment.clock()) {
                try store.endImport(job.id, hasFailed: true, at: environment.clock())
            }
            return
        }
        let work = ImportWork(store, environment) { [loop] in loop.isStopping }
        do {
            try work.run(job, of: source)
        } catch {
            report("import: \(error)")
            try store.endImport(job.id, hasFailed: true, at: environment.clock())
        }
    }
}
