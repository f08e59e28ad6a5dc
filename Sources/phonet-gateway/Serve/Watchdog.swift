import Dispatch
import FastCGI
import Store

/// Decides whether the gateway works: some worker is free or makes progress, and the writer answers. One
/// stuck request is no reason for a restart, only stuck requests on all workers are.
struct Watchdog: Sendable {
    private var earlier: WorkerProgress?

    init() {}

    /// - Parameter progress: the current progress; it is compared with that of the previous call.
    mutating func isContent(_ progress: WorkerProgress, writerAnswers: Bool) -> Bool {
        defer { earlier = progress }
        guard writerAnswers else { return false }
        return earlier.map { !progress.areStuck(since: $0) } ?? true
    }
}

/// Sends `alive` to the supervisor, twice within its patience, as long as the gateway works.
struct WatchdogTimer {
    private let timer: any DispatchSourceTimer

    /// Nil when the supervisor has no watchdog.
    init?(_ server: FastCGIServer, _ store: Store, for supervisor: Supervisor) {
        guard let patience = supervisor.patience else { return nil }
        timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "watchdog"))
        let check = HealthCheck(store)
        var watchdog = Watchdog()
        timer.setEventHandler {
            // A writer that returns an error counts as answering, because a restart does not repair
            // a disk.
            let writerAnswers = !check.health(at: Environment.now()).isWriterStuck
            guard watchdog.isContent(server.workerProgress, writerAnswers: writerAnswers) else {
                return
            }
            supervisor.tell(.alive)
        }
        timer.schedule(deadline: .now(), repeating: patience / .seconds(2))
        timer.resume()
    }

    func cancel() { timer.cancel() }
}
