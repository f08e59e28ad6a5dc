import BackgroundWork
import Logging
import Store

/// Work that time alone makes due, done once a second on a thread of its own.
struct PeriodicTask {
    private let loop: BackgroundLoop
    private let work: @Sendable (_ round: Int) throws -> Bool
    private let log: Logger
    private let name: String

    /// Nothing runs before `start`.
    ///
    /// - Parameters:
    ///   - name: of the thread and in the log.
    ///   - log: hears of every error; the next round comes all the same.
    ///   - work: one round. Returns whether work is left: then it is called again 10 ms later with
    ///     the same number.
    init(
        _ name: String, log: Logger, _ work: @escaping @Sendable (_ round: Int) throws -> Bool
    ) {
        self.name = name
        self.work = work
        self.log = log
        loop = BackgroundLoop(name)
    }

    /// The first round begins after a second.
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

    /// Returns when the round under way is done.
    func stop() { loop.stop() }
}

extension PeriodicTask {
    /// Messages of untrusted sources that are kept; the oldest beyond it are deleted.
    private static let quarantineLimit = 10_000

    /// What the store needs done by time. Calls settle on a thread of their own: the purge and other
    /// long work do not delay them.
    static func all(of store: Store, log: Logger) -> [PeriodicTask] {
        [
            PeriodicTask("settling", log: log) { round in
                while try store.settle(at: Environment.now()) > 0 {}
                if round % 60 == 0 {
                    try store.trimQuarantine(to: quarantineLimit)
                    try store.trimSignIns(at: Environment.now())
                }
                return false
            },
            PeriodicTask("maintenance", log: log) { round in
                if round % 60 == 0 { try store.forgetInquiries(at: Environment.now()) }
                return try store.maintain(at: Environment.now())
            },
        ]
    }
}
