import BackgroundWork
import FastCGI
import Logging
import Store

/// A task that runs once a second on a thread of its own.
struct PeriodicTask {
    private let loop: BackgroundLoop
    private let work: @Sendable (_ round: Int) throws -> Bool
    private let log: Logger
    private let name: String

    /// Nothing runs before `start`.
    ///
    /// - Parameters:
    ///   - name: name of the thread, also in the log.
    ///   - log: receives every error. An error does not end the task.
    ///   - work: one round. Returns true when work is left; it is then called again after 10 ms with the
    ///     same number.
    init(
        _ name: String, log: Logger, _ work: @escaping @Sendable (_ round: Int) throws -> Bool
    ) {
        self.name = name
        self.work = work
        self.log = log
        loop = BackgroundLoop(name)
    }

    /// Starts the thread; the first round begins after a second.
    func start() {
        loop.start(0, after: .seconds(1)) { [work, log, name] round in
            do {
                if try work(round) { return .milliseconds(10) }
            } catch {
                log.error("\(name): \(error)")
            }
            round += 1
            return .seconds(1)
        }
    }

    /// Returns after the current round.
    func stop() { loop.stop() }
}

extension PeriodicTask {
    /// The periodic tasks of the store. Settling calls has a thread of its own, so that purges and
    /// other long work do not delay it.
    static func all(of store: Store, log: Logger) -> [PeriodicTask] {
        [
            PeriodicTask("settling", log: log) { round in
                while try store.settle(at: Environment.now()) > 0 {}
                if try store.lookForEvents() { store.wakeSignal.ring() }
                if try store.judgeOverdue(at: Environment.now()) > 0 { return true }
                if try store.judgeEarlier(at: Environment.now()) { return true }
                if round % 60 == 0 { try store.trimSignIns(at: Environment.now()) }
                return false
            },
            PeriodicTask("maintenance", log: log) { round in
                if round % 60 == 0 {
                    try store.forgetInquiries(at: Environment.now())
                    try store.forgetAnswers(at: Environment.now())
                    if round % 3600 == 0 { try store.forgetSyncRuns(at: Environment.now()) }
                    MallocLimits.giveBack()
                }
                if round % 60 == 0, try store.trimUntrusted() { return true }
                return try store.maintain(at: Environment.now())
            },
        ]
    }
}
