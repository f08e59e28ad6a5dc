internal import CLinux
internal import Glibc
package import HTTPTypes
internal import Synchronization

/// Answers FastCGI requests on worker threads.
///
/// Idle kept connections (`fastcgi_keep_conn on`) use no thread, and neither do connections on which a
/// request arrives slowly: a worker is held when the parameters and a body of at most 64 KiB are there.
/// Only the web server may connect: whoever writes to the socket says which client it is
/// (`REMOTE_ADDR`). Who sends a larger body slowly, or does not read the answer, holds a worker for
/// several times `patience`.
package final class FastCGIServer: Sendable {
    private let listener: ListeningSocket
    private let poller: ConnectionPoller
    private let isStopping = Atomic(false)
    /// One counter per worker.
    private let progress: [WorkerProgressCounter]
    private let permits: AcceptPermits
    private let long: LongRequests
    private let partial = PartialRequests()
    /// Bodies above 1 MiB that are held in memory at the same time.
    private let largeBodies = Semaphore(2)
    private let terms: @Sendable (HTTPRequest) -> RequestTerms
    private let patience: Int
    private let drain: Duration
    private let handler: @Sendable (FastCGIRequest) -> FastCGIResponse
    private let streamHandler: StreamHandler
    private let report: @Sendable (TransportError) -> Void

    /// Answers a request whose terms say that its body is streamed. The second argument reads the next piece
    /// of the body; nil at its end. It throws when the body breaks off; the answer is lost then.
    package typealias StreamHandler =
        @Sendable (FastCGIRequest, _ next: () throws -> [UInt8]?) -> FastCGIResponse

    /// Starts to listen. The kernel queues connections until `run` accepts them. From here on the
    /// whole process ignores SIGPIPE.
    ///
    /// - Parameters:
    ///   - listener: the address. An inherited socket becomes non-blocking; it is never shut down
    ///     or closed.
    ///   - workers: threads that handle requests, at least 1. As many requests can block at once.
    ///   - permits: workers that wait for requests at the same time, and so the number of brief requests
    ///     handled at the same time. One more than the number of processors was fastest.
    ///   - reserved: workers that handle brief requests only, whatever the others wait for; fewer when there
    ///     are less than five.
    ///   - impatience: how long no worker may make progress before one more worker waits for
    ///     requests.
    ///   - terms: limits for a request, by its head. Called on the workers' threads before the body
    ///     is read.
    ///   - patience: seconds that the parameters of a request may take to arrive, and its body three times
    ///     as many; and seconds a worker waits for the next piece of a large body, or for the web server to
    ///     take the next piece of the response.
    ///   - drain: how long connections are still served after `stop` before idle ones are closed.
    ///   - handler: called on several threads at once, each with a stack of 8 MiB; may block.
    ///   - streamHandler: the same for requests whose body is streamed.
    ///   - report: receives errors for the log, on the workers' threads.
    /// - Throws: `ListenError` when the address cannot be used.
    package init(
        listener: ListenAddress, workers: Int, permits: Int = FastCGIServer.processors + 1,
        reserved: Int = 2, impatience: Duration = .milliseconds(100),
        terms: @escaping @Sendable (HTTPRequest) -> RequestTerms, patience: Int = 10,
        drain: Duration = .milliseconds(300),
        handler: @escaping @Sendable (FastCGIRequest) -> FastCGIResponse,
        streamHandler: StreamHandler? = nil,
        report: @escaping @Sendable (TransportError) -> Void
    ) throws(ListenError) {
        signal(SIGPIPE, SIG_IGN)
        let socket = try ListeningSocket(listener)
        poller = try ConnectionPoller(listener: socket.number)
        self.listener = socket
        progress = (0..<max(1, workers)).map { _ in WorkerProgressCounter() }
        self.permits = AcceptPermits(min(permits, workers), patience: impatience)
        long = LongRequests(limit: workers - min(reserved, (workers - 1) / 2))
        self.terms = terms
        self.patience = max(1, patience)
        self.drain = drain
        self.handler = handler
        self.streamHandler = streamHandler ?? { request, _ in handler(request) }
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
    package var workerProgress: WorkerProgress {
        WorkerProgress(numbers: progress.map(\.number), fullSteps: long.stepsWhenFull)
    }
}

// MARK: - A worker

extension FastCGIServer {
    private func work(_ counter: WorkerProgressCounter) {
        var cycle = makeCycle()
        var hasPermit = false
        while !isStopped {
            if !hasPermit {
                permits.take(counter) { workerProgress }
                hasPermit = true
            }
            switch wait() {
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

    private func wait() -> ConnectionPoller.Wake {
        if partial.isEmpty { return poller.wait(milliseconds: -1) }
        partial.giveUpOverdue(at: .now)
        return poller.wait(milliseconds: Int32(PartialRequests.interval / .milliseconds(1)))
    }

    private func makeCycle() -> RequestCycle {
        RequestCycle(terms: terms, patience: patience, report: report)
    }

    private var isStopped: Bool { isStopping.load(ordering: .relaxed) }

    /// Serves the requests that have arrived on a readable connection. When one of them may wait, the
    /// worker afterwards serves those that waited for it to end.
    ///
    /// - Parameter mayWait: called once, before the handler of the first request that is not brief.
    private func serve(
        _ first: Int32, _ cycle: inout RequestCycle, _ counter: WorkerProgressCounter,
        mayWait: () -> Void = {}
    ) {
        var connection = first
        var ending = RequestCycle.Ending.goesOn
        var isNew = true
        var isLong = false
        while true {
            while ending == .goesOn {
                counter.step()
                defer { counter.step() }
                switch isNew ? begin(connection, &cycle) : cycle.begin(connection, isNew: false) {
                case .none(let other): ending = other
                case .partial(let request):
                    partial.put(request, of: connection)
                    ending = .kept
                case .request(let request):
                    if !request.isBrief, !isLong {
                        guard long.begin(orWait: { cycle.setAside(request) }) else { return }
                        isLong = true
                        mayWait()
                    }
                    ending = finish(request, &cycle, counter)
                }
                isNew = false
            }
            park(connection, ending)
            guard isLong, let next = long.next() else { return }
            connection = next.connection
            counter.step()
            cycle.resume(next)
            ending = finish(next, &cycle, counter)
            counter.step()
        }
    }

    /// Reads what has arrived on a connection that the poller reported.
    private func begin(
        _ connection: Int32, _ cycle: inout RequestCycle
    ) -> RequestCycle.Beginning {
        switch partial.take(connection) {
        case .nothing: cycle.begin(connection)
        case .partial(let request): cycle.begin(connection, partial: request)
        case .givenUp(let hasParameters):
            .none(cycle.giveUp(connection, hasParameters: hasParameters))
        }
    }

    private func finish(
        _ request: BegunRequest, _ cycle: inout RequestCycle, _ counter: WorkerProgressCounter
    ) -> RequestCycle.Ending {
        if request.isStreamed {
            return cycle.stream(request, isLast: { isStopped }) { request, next in
                streamHandler(request) {
                    counter.goOn()
                    self.long.goOn()
                    return try next()
                }
            }
        }
        if request.isLarge { largeBodies.wait() }
        defer { if request.isLarge { largeBodies.signal() } }
        return cycle.finish(request, isLast: { isStopped }) {
            handler($0).reporting {
                counter.goOn()
                if !request.isBrief { self.long.goOn() }
            }
        }
    }

    private func park(_ connection: Int32, _ ending: RequestCycle.Ending) {
        guard ending == .kept, !poller.park(connection, isNew: false) else { return }
        report(.watchFailed(errno))
        _ = partial.take(connection)
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
        var cycle = makeCycle()
        for connection in poller.takeAll() {
            // From here on the web server cannot send more; what it has sent can be read.
            shutdown(connection, Int32(SHUT_RD))
            var byte: UInt8 = 0
            let isReadable = recv(connection, &byte, 1, Int32(MSG_PEEK)) > 0
            var ending = RequestCycle.Ending.kept
            if isReadable {
                switch begin(connection, &cycle) {
                case .none(let other): ending = other
                case .partial: break
                case .request(let request):
                    ending =
                        request.isStreamed
                        ? cycle.stream(request, isLast: { true }, handler: streamHandler)
                        : cycle.finish(request, isLast: { true }, handler: handler)
                }
            }
            if ending != .closed { close(connection) }
        }
    }
}
