internal import Glibc

/// A thread with a stack of a known size.
struct WorkerThread {
    /// What the main thread has, too; only what is used becomes memory.
    private static let stackSize = 8 << 20

    struct NotStarted: Error {
        /// What `pthread_create` returned.
        let code: Int32
    }

    private let thread: pthread_t

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

    func join() {
        pthread_join(thread, nil)
    }

    /// Carries a closure through C.
    private final class Work: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }
}
