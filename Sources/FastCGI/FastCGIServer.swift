internal import CFastCGI
internal import Glibc
package import HTTPTypes
internal import Synchronization

/// Answers FastCGI requests on a few worker threads, over libfcgi.
///
/// Kept connections (`fastcgi_keep_conn on`) cost no thread while idle, so there may be many
/// more of them than workers. Whoever can write to the socket is trusted not to be malicious: a
/// slow sender can hold a worker for up to `patience` per read, and libfcgi reserves the memory
/// a parameter's length promises.
package final class FastCGIServer: Sendable {
    private let listener: ListeningSocket
    private let poller: ConnectionPoller
    private let isStopping = Atomic(false)
    /// One for each worker.
    private let progress: [WorkerProgressCounter]
    private let permits: AcceptPermits
    private let terms: @Sendable (HTTPRequest) -> RequestTerms
    private let patience: Int
    private let drain: Duration
    private let handler: @Sendable (FastCGIRequest) -> FastCGIResponse
    private let report: @Sendable (TransportError) -> Void

    /// Begins to listen; connections wait until `run`.
    ///
    /// - Parameters:
    ///   - listener: where. An inherited socket is made non-blocking, and never shut or closed.
    ///   - workers: threads that handle requests, at least 1: as many requests may wait for
    ///     something at once.
    ///   - seats: how many of the workers wait for requests at once, and so how many brief ones
    ///     are handled at once. One more than there are processors was fastest.
    ///   - impatience: how long nobody may move before one more of the workers waits for requests.
    ///   - terms: by the head of the request. Called on the workers' threads before the body is
    ///     read.
    ///   - patience: seconds a worker waits for the next piece of a request begun, or for the
    ///     web server to take a piece of the answer.
    ///   - drain: how long, after `stop`, connections are still served before idle ones close.
    ///   - handler: called on several threads at once; may block. Each has a stack of 8 MiB.
    ///   - report: called on the workers' threads, for the log.
    ///
    /// SIGPIPE is ignored from here on, for the whole process.
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

    /// Serves until `stop`, then returns when every request begun has its answer. The calling
    /// thread is one of the workers. To be called once.
    ///
    /// - Parameter whenReady: called once the other workers are at work.
    package func run(whenReady: () -> Void = {}) {
        var threads: [WorkerThread] = []
        for counter in progress.dropFirst() {
            do {
                threads.append(try WorkerThread { self.work(counter) })
            } catch {
                // Who never came must not count as free.
                counter.step()
                report(.threadFailed(error.code))
            }
        }
        whenReady()
        if let counter = progress.first { work(counter) }
        for thread in threads { thread.join() }
        closeParked()
    }

    /// Ends `run`, from any thread and any number of times: nothing new is accepted, what has
    /// arrived is answered, and connections close after their answer.
    package func stop() {
        isStopping.store(true, ordering: .sequentiallyConsistent)
        poller.stop()
        permits.admitWaiting(progress.count)
    }

    /// How many processors there are to work on.
    package static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// How far the workers have come; for any thread, at any time.
    package var workerProgress: WorkerProgress { WorkerProgress(numbers: progress.map(\.number)) }
}

// MARK: - A worker

extension FastCGIServer {
    private func work(_ counter: WorkerProgressCounter) {
        var exchange = RequestCycle(terms: terms)
        var isSeated = false
        while !isStopped {
            if !isSeated {
                permits.take(counter) { workerProgress }
                isSeated = true
            }
            switch poller.wait(milliseconds: -1) {
            case .newConnection: accept()
            case .connection(let connection):
                serve(connection, &exchange, counter) {
                    permits.release()
                    isSeated = false
                }
            case .stop, .nothing: break
            }
        }
        drainParked(&exchange, counter)
    }

    private var isStopped: Bool { isStopping.load(ordering: .relaxed) }

    private func serve(
        _ connection: Int32, _ exchange: inout RequestCycle, _ counter: WorkerProgressCounter,
        mayWait: () -> Void = {}
    ) {
        counter.step()
        let ending = exchange.serve(
            connection, isLast: { isStopped }, mayWait: mayWait,
            handler: { handler($0).telling { counter.goOn() } }, report: report)
        counter.step()
        guard ending == .kept, !poller.park(connection, isNew: false) else { return }
        report(.watchFailed(errno))
        close(connection)
    }

    /// Takes everybody who waits at the door.
    private func accept() {
        while true {
            let kind = Int32(SOCK_CLOEXEC.rawValue)
            let connection = accept4(listener.number, nil, nil, kind)
            if connection < 0 {
                switch errno {
                case EINTR, ECONNABORTED: continue
                case EAGAIN: return poller.expectCaller()
                case let code:
                    report(.acceptFailed(code))
                    // Out of descriptors: the caller is still there and would wake us at once.
                    poller.pause(milliseconds: 100)
                    return poller.expectCaller()
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
    /// A web server that keeps a connection may be sending on it just now, and does not send a
    /// POST twice: so all are served for a while, each closing after its answer.
    private func drainParked(_ exchange: inout RequestCycle, _ counter: WorkerProgressCounter) {
        poller.dismissCallers()
        if listener.isOurs {
            accept()
            shutdown(listener.number, Int32(SHUT_RDWR))
        }
        let end = ContinuousClock.now + drain
        while !poller.isEmpty {
            switch poller.wait(milliseconds: 0) {
            case .connection(let connection): serve(connection, &exchange, counter)
            case .newConnection, .stop, .nothing:
                guard ContinuousClock.now < end else { return }
                // The bell rings for ever now, so there is nothing left to block on.
                usleep(2000)
            }
        }
    }

    /// Closes what stayed idle, answering what arrived in the very last moment.
    private func closeParked() {
        var exchange = RequestCycle(terms: terms)
        for connection in poller.leave() {
            // From here on the other end cannot send; what it has sent is still readable.
            shutdown(connection, Int32(SHUT_RD))
            var byte: UInt8 = 0
            let isReadable = recv(connection, &byte, 1, Int32(MSG_PEEK)) > 0
            if isReadable {
                _ = exchange.serve(
                    connection, isLast: { true }, mayWait: {}, handler: handler, report: report)
            } else {
                close(connection)
            }
        }
    }
}
