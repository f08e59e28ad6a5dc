import Foundation

/// Repeats one piece of work on a thread of its own until it is stopped.
///
/// Pauses between rounds follow the monotonic clock: setting the wall clock neither shortens nor
/// lengthens them.
package final class BackgroundLoop: Sendable {
    private struct State {
        var isRunning = false
        var isStopping = false
    }

    private let name: String
    private let nice: Int32
    private let signal: WakeSignal
    private let state = Monitor(State())

    /// Nothing runs before `start`.
    ///
    /// - Parameters:
    ///   - name: of the thread, at most 15 bytes.
    ///   - nice: added to the thread's nice value, 0…19 (setpriority(2)): a positive one lets
    ///     threads that answer requests go first.
    ///   - signal: ends a pause. Give one that others ring already; no other thread may wait for it.
    package init(_ name: String, nice: Int32 = 0, signal: WakeSignal = WakeSignal()) {
        self.name = name
        self.nice = nice
        self.signal = signal
    }

    /// Whether `stop` was called. A long round looks at it and returns early.
    package var isStopping: Bool { state.read(\.isStopping) }

    /// Starts the thread. To be called once.
    ///
    /// - Parameters:
    ///   - memory: what one round leaves to the next.
    ///   - pause: before the first round.
    ///   - round: returns the pause before the next round. It keeps whatever it captures alive until
    ///     the thread ends.
    package func start<Memory: Sendable>(
        _ memory: Memory, after pause: Duration = .zero,
        round: @escaping @Sendable (inout Memory) -> Duration
    ) {
        state.change { $0.isRunning = true }
        Thread.named(name) { [self] in
            if nice > 0 { setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, nice) }
            var (memory, pause) = (memory, pause)
            if pause > .zero { signal.wait(atMost: pause) }
            while !isStopping {
                pause = round(&memory)
                signal.wait(atMost: pause)
            }
            state.change { $0.isRunning = false }
        }.start()
    }

    /// Starts the thread of a loop whose rounds leave nothing to each other. To be called once.
    ///
    /// - Parameters:
    ///   - pause: before the first round.
    ///   - round: returns the pause before the next round.
    package func start(
        after pause: Duration = .zero, round: @escaping @Sendable () -> Duration
    ) {
        start((), after: pause) { _ in round() }
    }

    /// Ends the pause under way, or else the next one.
    @Sendable package func wake() { signal.ring() }

    /// Lets no further round begin and waits for the one under way. Also before `start`.
    ///
    /// - Parameter patience: the longest wait; nil: no limit.
    /// - Returns: whether the thread is done; false when `patience` was over first.
    @discardableResult
    package func stop(patience: Duration? = nil) -> Bool {
        state.change { $0.isStopping = true }
        signal.ring()
        return state.wait(atMost: patience) { $0.isRunning ? nil : true } ?? false
    }
}
