internal import Glibc

/// A pthread with a stack of 8 MiB that reports when it could not be started, unlike Foundation's
/// `Thread`.
struct WorkerThread {
    /// In bytes, as for the main thread. Only the pages in use take memory.
    private static let stackSize = 8 << 20

    struct NotStarted: Error {
        /// The error that `pthread_create` returned.
        let code: Int32
    }

    private let thread: pthread_t

    /// Starts the thread.
    init(_ work: @escaping @Sendable () -> Void) throws(NotStarted) {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, Self.stackSize)
        var thread = pthread_t()
        let box = Unmanaged.passRetained(Work(work))
        let code = pthread_create(
            &thread, &attributes,
            { pointer in
                guard let pointer else { return nil }
                Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().body()
                return nil
            }, box.toOpaque())
        guard code == 0 else {
            box.release()
            throw NotStarted(code: code)
        }
        self.thread = thread
    }

    /// Blocks until the thread has ended.
    func join() {
        pthread_join(thread, nil)
    }

    /// Passes a closure through a C pointer.
    private final class Work: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }
}
