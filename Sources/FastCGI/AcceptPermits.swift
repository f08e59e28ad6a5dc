internal import Synchronization

/// Limits how many workers wait for requests at the same time: only a worker with a permit waits.
///
/// A few threads answer brief requests a third faster than many threads that each wake for one request.
/// But many workers must be able to wait for a commit at the same time, because they share it. So a
/// worker whose request is not brief releases its permit before it handles the request. When all workers
/// with a permit are blocked nevertheless, one more permit is created.
final class AcceptPermits: Sendable {
    private let free: Semaphore
    /// Held by the one worker that measures the time while it waits for a permit.
    private let watcher = Semaphore(1)
    /// Permits beyond the configured number; the next releases remove them.
    private let extra = Atomic(0)
    private let patience: Duration

    /// - Parameters:
    ///   - patience: how long no worker may make progress before an extra permit is given out.
    init(_ count: Int, patience: Duration) {
        self.patience = patience
        free = Semaphore(max(1, count))
    }

    /// Takes a permit; blocks until there is one.
    ///
    /// - Parameters:
    ///   - counter: the calling worker's own. A worker that waits here counts as blocked.
    ///   - workerProgress: returns the progress of all workers.
    func take(_ counter: WorkerProgressCounter, _ workerProgress: () -> WorkerProgress) {
        if free.takeIfFree() { return }
        counter.step()
        defer { counter.step() }
        watcher.wait()
        defer { watcher.signal() }
        var earlier = workerProgress()
        while !free.wait(atMost: patience) {
            let now = workerProgress()
            if now.areBlocked(since: earlier) {
                extra.add(1, ordering: .relaxed)
                return
            }
            earlier = now
        }
    }

    /// Releases one permit.
    func release() {
        var taken = extra.load(ordering: .relaxed)
        while taken > 0 {
            let (isDone, seen) = extra.weakCompareExchange(
                expected: taken, desired: taken - 1, ordering: .relaxed)
            if isDone { return }
            taken = seen
        }
        free.signal()
    }

    /// Creates a permit for each of this many workers that wait, now or later.
    func admitWaiting(_ workers: Int) {
        for _ in 0..<workers { free.signal() }
    }
}
