import BackgroundWork
import Logging

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
