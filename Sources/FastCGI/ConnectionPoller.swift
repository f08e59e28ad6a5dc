internal import CLinux
internal import Glibc
internal import Synchronization

/// Waits with epoll(7) for new connections and for requests on kept connections.
///
/// A thread that blocked on each kept connection would leave connections beyond the number of threads
/// unserved. Here all workers wait on one epoll set. Every
/// registration is one-shot (EPOLLONESHOT): a readable connection belongs to the worker that received
/// its event, until that worker parks it again.
final class ConnectionPoller: Sendable {
    /// Why `wait` returned.
    enum Wake {
        /// A connection can be accepted.
        case newConnection
        /// This connection is readable; it is no longer parked.
        case connection(Int32)
        /// `stop` was called.
        case stop
        /// The time limit has passed, or epoll_wait failed.
        case nothing
    }

    private let epoll: Descriptor
    private let stopEvent: Descriptor
    private let listener: Int32
    private let parked = Atomic(0)
    /// The highest file descriptor of any connection so far.
    private let highest = Atomic<Int32>(0)

    init(listener: Int32) throws(ListenError) {
        epoll = try Descriptor(epoll_create1(Int32(EPOLL_CLOEXEC)), from: "epoll_create1")
        stopEvent = try Descriptor(
            eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK)), from: "eventfd")
        self.listener = listener
        guard control(EPOLL_CTL_ADD, stopEvent.number, EPOLLIN.rawValue),
            control(EPOLL_CTL_ADD, listener, EPOLLIN.rawValue | EPOLLONESHOT.rawValue)
        else { throw .system(call: "epoll_ctl", code: errno) }
    }

    /// Blocks until there is an event, at most this long (-1: no limit). Signals do not interrupt it.
    func wait(milliseconds: Int32) -> Wake {
        var event = epoll_event()
        while true {
            let count = epoll_wait(epoll.number, &event, 1, milliseconds)
            if count == 0 { return .nothing }
            if count < 0 {
                if errno == EINTR { continue }
                return .nothing
            }
            switch event.data.fd {
            case stopEvent.number: return .stop
            case listener: return .newConnection
            case let connection:
                parked.subtract(1, ordering: .relaxed)
                return .connection(connection)
            }
        }
    }

    /// Watches a connection until it is readable.
    ///
    /// - Parameter isNew: true for a connection just accepted, false for one that `wait` returned.
    /// - Returns: false, with `errno` set, when it cannot be watched. The caller then closes it.
    func park(_ connection: Int32, isNew: Bool) -> Bool {
        if isNew { highest.max(connection, ordering: .relaxed) }
        // Counted first, because another worker may receive its event at once.
        parked.add(1, ordering: .relaxed)
        let watch = EPOLLIN.rawValue | EPOLLONESHOT.rawValue
        if control(isNew ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, connection, watch) { return true }
        parked.subtract(1, ordering: .relaxed)
        return false
    }

    /// Watches the listening socket again, after `wait` returned `newConnection`.
    func acceptAgain() {
        _ = control(EPOLL_CTL_MOD, listener, EPOLLIN.rawValue | EPOLLONESHOT.rawValue)
    }

    /// Stops watching the listening socket. The socket itself is not touched: another process may
    /// have inherited it.
    func stopAccepting() {
        _ = control(EPOLL_CTL_DEL, listener, 0)
    }

    /// Ends every wait, current and later, with `stop`.
    func stop() {
        var one: UInt64 = 1
        _ = write(stopEvent.number, &one, 8)
    }

    /// Sleeps; `stop` interrupts it.
    func pause(milliseconds: Int32) {
        var descriptor = pollfd(fd: stopEvent.number, events: Int16(POLLIN), revents: 0)
        _ = poll(&descriptor, 1, milliseconds)
    }

    var isEmpty: Bool { parked.load(ordering: .relaxed) == 0 }

    /// Stops watching all parked connections. Call it when no worker waits any longer.
    ///
    /// It asks the kernel about every possible descriptor, because a list of connections would cost a lock
    /// at every request.
    ///
    /// - Returns: the connections; the caller closes them.
    func takeAll() -> [Int32] {
        _ = control(EPOLL_CTL_DEL, stopEvent.number, 0)
        _ = control(EPOLL_CTL_DEL, listener, 0)
        return (0...highest.load(ordering: .relaxed)).filter { control(EPOLL_CTL_DEL, $0, 0) }
    }

    private func control(_ operation: Int32, _ descriptor: Int32, _ events: UInt32) -> Bool {
        var event = epoll_event()
        event.events = events
        event.data.fd = descriptor
        return epoll_ctl(epoll.number, operation, descriptor, &event) == 0
    }
}
