internal import Dispatch
internal import Synchronization

/// Seats at the door: only who has one waits for requests.
///
/// A few threads that take turns answer brief requests a third faster than many that wake for one
/// each, while many must be able to wait for a commit at once, because they share it. So a worker
/// whose request is not brief gives its seat to another first. Should all who sit be held up
/// nevertheless, whoever stands by first takes a seat more.
final class AcceptPermits: Sendable {
    private let free = DispatchSemaphore(value: 0)
    /// Held by the first of those who stand by: nobody else looks at the time.
    private let front = DispatchSemaphore(value: 1)
    /// Seats taken beyond the number, to be given up by whoever rises next.
    private let extra = Atomic(0)
    private let patience: DispatchTimeInterval

    /// - Parameters:
    ///   - count: at least 1.
    ///   - patience: how long nobody at the door may move before there is a seat more.
    init(_ count: Int, patience: DispatchTimeInterval) {
        self.patience = patience
        // From 0 on, for the library stops the program when one that was made with more is freed
        // while somebody sits.
        for _ in 0..<max(1, count) { free.signal() }
    }

    /// Returns with a seat.
    ///
    /// - Parameters:
    ///   - turn: the worker's own: who stands by counts as held up.
    ///   - turns: how far all workers are.
    func take(_ counter: WorkerProgressCounter, _ workerProgress: () -> WorkerProgress) {
        if free.wait(timeout: .now()) == .success { return }
        counter.step()
        defer { counter.step() }
        front.wait()
        defer { front.signal() }
        var earlier = workerProgress()
        while free.wait(timeout: .now() + patience) == .timedOut {
            let now = workerProgress()
            if now.areStuck(since: earlier) {
                extra.add(1, ordering: .relaxed)
                return
            }
            earlier = now
        }
    }

    /// Leaves a seat to whoever stands by.
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

    /// Lets so many in who stand by, now or later.
    func admitWaiting(_ workers: Int) {
        for _ in 0..<workers { free.signal() }
    }
}
