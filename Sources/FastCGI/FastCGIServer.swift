internal import CFastCGI
internal import Glibc
package import HTTPTypes
internal import Synchronization

/// Answers FastCGI requests on worker threads, with libfcgi.
///
/// Idle kept connections (`fastcgi_keep_conn on`) use no thread, so there may be more of them than
/// workers. Only the web server may write to the socket: a slow sender holds a worker for up to
/// `patience` per read, and libfcgi allocates the memory that a parameter's length announces.
package final class FastCGIServer: Sendable {
    private let listener: ListeningSocket
    private let poller: ConnectionPoller
    private let isStopping = Atomic(false)
    /// One counter per worker.
    private let progress: [WorkerProgressCounter]
    private let permits: AcceptPermits
    private let terms: @Sendable (HTTPRequest) -> RequestTerms
    private let patience: Int
    private let drain: Duration
    private let handler: @Sendable (FastCGIRequest) -> FastCGIResponse
    private let report: @Sendable (TransportError) -> Void

    /// Starts to listen. The kernel queues connections until `run` accepts them. From here on the
    /// whole process ignores SIGPIPE.
    ///
    /// - Parameters:
    ///   - listener: the address. An inherited socket becomes non-blocking; it is never shut down
    ///     or closed.
    ///   - workers: threads that handle requests, at least 1. As many requests can block at once.
    ///   - permits: workers that wait for requests at the same time, and so the number of brief requests
    ///     handled at the same time. One more than the number of processors was fastest.
    ///   - impatience: how long no worker may make progress before one more worker waits for
    ///     requests.
    ///   - terms: limits for a request, by its head. Called on the workers' threads before the body
    ///     is read.
    ///   - patience: seconds a worker waits for the next piece of a request, or for the web server
    ///     to take the next piece of the response.
    ///   - drain: how long connections are still served after `stop` before idle ones are closed.
    ///   - handler: called on several threads at once, each with a stack of 8 MiB; may block.
    ///   - report: receives errors for the log, on the workers' threads.
    /// - Throws: `ListenError` when the address cannot be used.
    package init(
        listener: ListenAddress, workers: Int, permits: Int = FastCGIServer.processors + 1,
        impatience: Duration = .milliseconds(100),
        terms: @escaping @Sendable (HTTPRequest) -> RequestTerms, patience: Int = 10,
        drain: Duration = .milliseconds(300),
        handler: @escaping @Sendable (FastCGIRequest) -> FastCGIResponse,
        report: @escaping @Sendable (TransportError) -> Void
    ) throws(ListenError) {
        Library.start()
        let socket = try ListeningSocket(listener)
        poller = try ConnectionPoller(listener: socket.number)
        self.listener = socket
        progress = (0..<max(1, workers)).map { _ in WorkerProgressCounter() }
        self.permits = AcceptPermits(min(permits, workers), patience: impatience)
        self.terms = terms
        self.patience = max(1, patience)
        self.drain = drain
        self.handler = handler
        self.report = report
    }

    /// Serves requests until `stop`, and returns when every request that began has its response.
    /// The calling thread is one of the workers. Call it once.
    ///
    /// - Parameter whenReady: called once, after the other workers have started.
    package func run(whenReady: () -> Void = {}) {
        var threads: [WorkerThread] = []
        for counter in progress.dropFirst() {
            do {
                threads.append(try WorkerThread { self.work(counter) })
            } catch {
                // A worker that was not started must not count as free.
                counter.step()
                report(.threadFailed(error.code))
            }
        }
        whenReady()
        if let counter = progress.first { work(counter) }
        for thread in threads { thread.join() }
        closeIdle()
    }

    /// Ends `run`: no new connection is accepted, requests that have arrived are answered, and each
    /// connection is closed after its response. May be called on any thread, any number of times.
    package func stop() {
        isStopping.store(true, ordering: .sequentiallyConsistent)
        poller.stop()
        permits.admitWaiting(progress.count)
    }

    /// The number of processors that are online, at least 1.
    package static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// The progress of all workers. May be read on any thread at any time.
    package var workerProgress: WorkerProgress { WorkerProgress(numbers: progress.map(\.number)) }
}

// MARK: - A worker

extension FastCGIServer {
    private func work(_ counter: WorkerProgressCounter) {
        var cycle = RequestCycle(terms: terms)
        var hasPermit = false
        while !isStopped {
            if !hasPermit {
                permits.take(counter) { workerProgress }
                hasPermit = true
            }
            switch poller.wait(milliseconds: -1) {
            case .newConnection: accept()
            case .connection(let connection):
                serve(connection, &cycle, counter) {
                    permits.release()
                    hasPermit = false
                }
            case .stop, .nothing: break
            }
        }
        drainIdle(&cycle, counter)
    }

    private var isStopped: Bool { isStopping.load(ordering: .relaxed) }

    private func serve(
        _ connection: Int32, _ cycle: inout RequestCycle, _ counter: WorkerProgressCounter,
        mayWait: () -> Void = {}
    ) {
        counter.step()
        let ending = cycle.serve(
            connection, isLast: { isStopped }, mayWait: mayWait,
            handler: { handler($0).reporting { counter.goOn() } }, report: report)
        counter.step()
        guard ending == .kept, !poller.park(connection, isNew: false) else { return }
        report(.watchFailed(errno))
        close(connection)
    }

    /// Accepts every connection in the kernel's queue.
    private func accept() {
        while true {
            let kind = Int32(SOCK_CLOEXEC.rawValue)
            let connection = accept4(listener.number, nil, nil, kind)
            if connection < 0 {
                switch errno {
                case EINTR, ECONNABORTED: continue
                case EAGAIN: return poller.acceptAgain()
                case let code:
                    report(.acceptFailed(code))
                    // Out of descriptors (EMFILE): the connection stays in the queue, and epoll
                    // would report it again at once.
                    poller.pause(milliseconds: 100)
                    return poller.acceptAgain()
                }
            }
            setPatience(connection)
            if !poller.park(connection, isNew: true) {
                report(.watchFailed(errno))
                close(connection)
            }
        }
    }

    private func setPatience(_ connection: Int32) {
        var limit = timeval(tv_sec: patience, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
        setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
    }
}

// MARK: - Stopping

extension FastCGIServer {
    /// Serves kept connections during `drain`; each is closed after its response. The web server may be
    /// sending a request on one of them, and it does not repeat a POST.
    private func drainIdle(_ cycle: inout RequestCycle, _ counter: WorkerProgressCounter) {
        poller.stopAccepting()
        if listener.isOurs {
            accept()
            shutdown(listener.number, Int32(SHUT_RDWR))
        }
        let end = ContinuousClock.now + drain
        while !poller.isEmpty {
            switch poller.wait(milliseconds: 0) {
            case .connection(let connection): serve(connection, &cycle, counter)
            case .newConnection, .stop, .nothing:
                guard ContinuousClock.now < end else { return }
                // `epoll_wait` reports the stop event at once from now on, so it cannot block.
                usleep(2000)
            }
        }
    }

    /// Closes the idle connections. A request that has arrived meanwhile is still answered.
    private func closeIdle() {
        var cycle = RequestCycle(terms: terms)
        for connection in poller.takeAll() {
            // From here on the web server cannot send more; what it has sent can be read.
            shutdown(connection, Int32(SHUT_RD))
            var byte: UInt8 = 0
            let isReadable = recv(connection, &byte, 1, Int32(MSG_PEEK)) > 0
            if isReadable {
                _ = cycle.serve(
                    connection, isLast: { true }, mayWait: {}, handler: handler, report: report)
            } else {
                close(connection)
            }
        }
    }
}
