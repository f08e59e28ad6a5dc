import BackgroundWork
import Foundation
import Store

/// Runs the imports people ask for on their page, one after another, on a thread of its own.
package final class Importer: Sendable {
    /// Imports nobody came back for are looked for in every 60th round, about once a minute.
    private static let roundsBetweenTrims = 60

    private let store: Store
    private let environment: ImportWork.Environment
    private let report: @Sendable (String) -> Void
    /// Imports are long computations. Linux keeps a nice value for each thread (setpriority(2)), so
    /// this one makes the threads that answer webhooks go first.
    private let loop = BackgroundLoop("importer", nice: 10)

    /// Nothing runs before `start`.
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

    /// Starts the thread. It goes on with the imports that the last stop of the program cut off.
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

    /// Returns when the transaction under way is over; the import goes on at the next start.
    package func stop() { loop.stop() }

    /// Somebody asked for an import.
    @Sendable package func ring() { loop.wake() }

    private func take(_ job: ImportJob) throws {
        guard let source = ImportSource(path: store.importFile(job.id).path) else {
            // A command keeps its file elsewhere and runs its own import while that is busy.
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
