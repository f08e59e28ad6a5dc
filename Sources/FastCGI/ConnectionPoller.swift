internal import CFastCGI
internal import Glibc
internal import Synchronization

/// Where kept connections wait, at no thread's expense, until something can be read from them.
///
/// libfcgi's own loop blocks a thread on every kept connection, so that more connections than
/// threads starve. Here all workers wait on one epoll set; every registration is one-shot, so a
/// connection that became readable belongs to the one worker that was told, until it parks the
/// connection again.
final class ConnectionPoller: Sendable {
    /// Why `wait` returned.
    enum Wake {
        /// Somebody wants to connect.
        case newConnection
        /// This connection can be read, and is no longer parked.
        case connection(Int32)
        /// `stop` was called.
        case stop
        /// The time is over.
        case nothing
    }

    private let epoll: Descriptor
    private let bell: Descriptor
    private let listener: Int32
    private let parked = Atomic(0)
    /// No connection's descriptor was ever above this one.
    private let highest = Atomic<Int32>(0)

    init(listener: Int32) throws(ListenError) {
        epoll = try Descriptor(epoll_create1(Int32(EPOLL_CLOEXEC)), from: "epoll_create1")
        bell = try Descriptor(
            eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK)), from: "eventfd")
        self.listener = listener
        guard control(EPOLL_CTL_ADD, bell.number, EPOLLIN.rawValue),
            control(EPOLL_CTL_ADD, listener, EPOLLIN.rawValue | EPOLLONESHOT.rawValue)
        else { throw .system(call: "epoll_ctl", code: errno) }
    }

    /// Blocks for at most this long (-1: for ever); signals do not end it.
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
            case bell.number: return .stop
            case listener: return .newConnection
            case let connection:
                parked.subtract(1, ordering: .relaxed)
                return .connection(connection)
            }
        }
    }

    /// Parks a connection: one just accepted, or one `wait` has named before.
    /// False (with `errno`) if it cannot be watched; it is then the caller's to close.
    func park(_ connection: Int32, isNew: Bool) -> Bool {
        if isNew { highest.max(connection, ordering: .relaxed) }
        // Before somebody else can be told of it.
        parked.add(1, ordering: .relaxed)
        let watch = EPOLLIN.rawValue | EPOLLONESHOT.rawValue
        if control(isNew ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, connection, watch) { return true }
        parked.subtract(1, ordering: .relaxed)
        return false
    }

    /// Listens for callers again, after `wait` named one.
    func expectCaller() {
        _ = control(EPOLL_CTL_MOD, listener, EPOLLIN.rawValue | EPOLLONESHOT.rawValue)
    }

    /// No callers any more. The socket itself is not touched: the next process may have it too.
    func dismissCallers() {
        _ = control(EPOLL_CTL_DEL, listener, 0)
    }

    /// Wakes everybody who waits, now and later.
    func stop() {
        var one: UInt64 = 1
        _ = write(bell.number, &one, 8)
    }

    /// Sleeps unless `stop` is called first.
    func pause(milliseconds: Int32) {
        var descriptor = pollfd(fd: bell.number, events: Int16(POLLIN), revents: 0)
        _ = poll(&descriptor, 1, milliseconds)
    }

    var isEmpty: Bool { parked.load(ordering: .relaxed) == 0 }

    /// Takes everything still parked out, for the caller to close. Only when nobody waits any
    /// more.
    ///
    /// The kernel is asked descriptor by descriptor, which knows what is watched and what was
    /// closed: a list of our own would cost every request a lock.
    func leave() -> [Int32] {
        _ = control(EPOLL_CTL_DEL, bell.number, 0)
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
