internal import CLinux
internal import Glibc

/// A counting semaphore whose timed waits follow CLOCK_MONOTONIC.
///
/// `DispatchSemaphore` follows the wall clock on Linux: a clock set back by an hour makes its waits
/// an hour longer.
final class Semaphore: @unchecked Sendable {
    /// Its address must not change: sem_t must not be moved.
    private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

    init(_ count: Int) {
        sem_init(semaphore, 0, UInt32(max(0, count)))
    }

    deinit {
        sem_destroy(semaphore)
        semaphore.deallocate()
    }

    /// Adds one and wakes one thread that waits.
    func signal() {
        sem_post(semaphore)
    }

    /// Blocks until it can subtract one.
    func wait() {
        while sem_wait(semaphore) != 0, errno == EINTR {}
    }

    /// Subtracts one without blocking; false when the count is zero.
    func takeIfFree() -> Bool {
        while sem_trywait(semaphore) != 0 {
            if errno != EINTR { return false }
        }
        return true
    }

    /// Blocks until it can subtract one; false when `limit` passes first.
    func wait(atMost limit: Duration) -> Bool {
        var deadline = timespec()
        clock_gettime(CLOCK_MONOTONIC, &deadline)
        let (seconds, attoseconds) = limit.components
        let nanoseconds = deadline.tv_nsec + Int(attoseconds / 1_000_000_000)
        deadline.tv_sec += Int(seconds) + nanoseconds / 1_000_000_000
        deadline.tv_nsec = nanoseconds % 1_000_000_000
        while sem_clockwait(semaphore, CLOCK_MONOTONIC, &deadline) != 0 {
            if errno != EINTR { return false }
        }
        return true
    }
}
