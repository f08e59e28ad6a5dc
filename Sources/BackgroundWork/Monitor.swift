import Glibc

/// A value behind a lock, and a condition to wait for its changes.
///
/// Timed waits follow CLOCK_MONOTONIC. `NSCondition.wait(until:)` and `DispatchSemaphore.wait(timeout:)`
/// follow the wall clock on Linux: a clock set back by an hour makes them wait an hour longer.
package final class Monitor<State: Sendable>: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    /// Read and written only while the thread holds `mutex`.
    private var state: State

    /// - Parameter state: the first state.
    package init(_ state: State) {
        self.state = state
        pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        defer { pthread_condattr_destroy(&attributes) }
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(changed, &attributes)
    }

    deinit {
        pthread_cond_destroy(changed)
        pthread_mutex_destroy(mutex)
        changed.deallocate()
        mutex.deallocate()
    }

    /// Reads the value.
    package func read<Value>(_ body: (State) -> Value) -> Value {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return body(state)
    }

    /// Changes the value, then wakes every thread that waits.
    ///
    /// - Throws: the error of `body`.
    package func change<Value, Failure>(
        _ body: (inout State) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        pthread_mutex_lock(mutex)
        defer {
            pthread_cond_broadcast(changed)
            pthread_mutex_unlock(mutex)
        }
        return try body(&state)
    }

    /// Blocks until `condition` returns a value.
    ///
    /// - Parameters:
    ///   - limit: the longest wait; nil: no limit.
    ///   - condition: called at once and after every change. What it changes wakes no other thread.
    /// - Returns: what `condition` returned; nil when `limit` is over.
    package func wait<Value>(
        atMost limit: Duration? = nil, for condition: (inout State) -> Value?
    ) -> Value? {
        let deadline = limit.map(Monitor.deadline)
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while true {
            if let value = condition(&state) { return value }
            guard var deadline else {
                pthread_cond_wait(changed, mutex)
                continue
            }
            if pthread_cond_timedwait(changed, mutex, &deadline) == ETIMEDOUT {
                return condition(&state)
            }
        }
    }

    /// The moment that comes `duration` from now, by CLOCK_MONOTONIC.
    private static func deadline(after duration: Duration) -> timespec {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        // A year stands for longer times, so that the sum of seconds never overflows.
        let (seconds, attoseconds) = max(.zero, min(duration, .seconds(31_536_000))).components
        let nanoseconds = Int(attoseconds / 1_000_000_000) + time.tv_nsec
        return timespec(
            tv_sec: time.tv_sec + Int(seconds) + nanoseconds / 1_000_000_000,
            tv_nsec: nanoseconds % 1_000_000_000)
    }
}
