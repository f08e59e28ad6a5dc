import ArgumentParser
import Courier
import Dispatch
import FastCGI
import Foundation
import HTTPTypes
import Imports
import Logging
import Reconciliation
import Store
import Web
import WebPush

/// Runs the responder.
struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer nginx until SIGTERM or SIGINT; then finish what is in flight.")

    @Option(help: "unix:PATH, 127.0.0.1:PORT, fd (systemd's socket) or fd:N.")
    var listen: String?

    @OptionGroup var books: DatabaseOption

    @Option(help: "Threads that answer requests (24): as many may wait for something at once.")
    var workers: String?

    @OptionGroup var publicly: PublicURLOption

    @OptionGroup var phonet: PhonetOption

    @OptionGroup var push: PushOption

    @Flag(
        name: .customLong("trust-loopback"),
        help: "Take webhooks from this machine as Phonet's: for trying things out.")
    var trustLoopback = false

    @Flag(
        name: .customLong("without-recovery"),
        help: "Never ask Phonet's history by itself: for tests that count what Phonet is asked.")
    var withoutRecovery = false

    /// Strangers' messages beyond this many make room for newer ones.
    private static let quarantineLimit = 10_000

    func run() throws {
        MallocArenas.limit()
        let configuration = try ServeConfiguration(self)
        LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
        let log = Logger(label: "phonet-gateway")
        guard let lock = try DatabaseLock(of: configuration.database) else {
            throw Refused("Another server has \(configuration.database) open.")
        }
        let store = try Store(path: configuration.database, uptime: Environment.uptime)
        var options = configuration.web
        options.version = Release.version
        options.workers = configuration.workers
        options.uptime = Environment.uptime
        options.report = { log.error("\($0)") }
        options.phonet = phonet.access { log.warning("Phonet: \($0)") }
        let reconciliationLoop = ReconciliationLoop(
            store, options.phonet, clock: Environment.now, chance: { Double.random(in: 0...1) },
            report: { log.warning("\($0)") })
        let recovers = configuration.recovers
        if recovers {
            options.reconciliations = ReconcileTrigger(begin: reconciliationLoop.compare)
        }
        let importer = Importer(store, ImportWork.Environment(of: store)) { log.warning("\($0)") }
        options.importsBegan = importer.ring
        let pushKeys = try VAPIDKeys(of: store)
        options.push = PushConfig(publicKey: pushKeys.publicKey, plainHosts: push.plainHosts)
        let gateway = Gateway(store: store, options: options, clock: Environment.now)
        let released = try gateway.releaseQuarantine()
        let server = try FastCGIServer(
            listener: configuration.listen, workers: configuration.workers,
            terms: {
                let (bodyLimit, isBrief) = gateway.terms($0)
                return RequestTerms(bodyLimit: bodyLimit, isBrief: isBrief)
            },
            handler: { request in
                let (head, body) = gateway.answer(
                    request.head, body: request.body, peer: request.peer)
                return FastCGIResponse(head: head, body: FastCGIResponse.Body(body))
            },
            report: { log.warning("transport: \($0)") })
        try store.beginRetention(at: Environment.now())
        let timekeepers = Serve.timekeepers(of: store, log)
        timekeepers.forEach { $0.start() }
        if recovers { reconciliationLoop.start() }
        importer.start()
        let channels = GatewayChannels(
            webPush: try push.channel(store, keys: pushKeys, publicURL: options.publicURL) {
                log.warning("push: \($0)")
            })
        let courier = CourierThreads(channels.courier(store) { log.warning("courier: \($0)") })
        try courier.start()
        let supervisor = Supervisor(
            environment: ProcessInfo.processInfo.environment, process: getpid())
        let signals = Serve.stopping(server) { supervisor?.tell(.stopping) }
        let watch = supervisor.flatMap { Serve.watching(server, store, for: $0) }
        log.info(
            "serving",
            metadata: [
                "version": "\(Release.version)", "pid": "\(getpid())", "released": "\(released)",
            ])
        server.run {
            guard supervisor?.tell(.ready) != false else {
                return log.error("NOTIFY_SOCKET: nobody takes the news that the gateway is ready")
            }
        }
        watch?.cancel()
        signals.forEach { $0.cancel() }
        courier.stop()
        timekeepers.forEach { $0.stop() }
        reconciliationLoop.stop()
        importer.stop()
        store.close()
        withExtendedLifetime(lock) {}
        log.info("stopped")
    }

    /// What cannot wait, and what can: calls settle within a second though the books are being searched.
    private static func timekeepers(of store: Store, _ log: Logger) -> [PeriodicTask] {
        [
            PeriodicTask("timekeeper", log: log) { round in
                while try store.settle(at: Environment.now()) > 0 {}
                if round % 60 == 0 {
                    try store.trimQuarantine(to: quarantineLimit)
                    try store.trimSignIns(at: Environment.now())
                }
                return false
            },
            PeriodicTask("housekeeper", log: log) { round in
                if round % 60 == 0 { try store.forgetInquiries(at: Environment.now()) }
                return try store.maintain(at: Environment.now())
            },
        ]
    }

    /// Both signals end the same way: what is in flight is answered first.
    private static func stopping(
        _ server: FastCGIServer, announce: @escaping @Sendable () -> Void
    ) -> [any DispatchSourceSignal] {
        [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                announce()
                server.stop()
            }
            source.resume()
            return source
        }
    }

    /// Tells the supervisor that all is well, twice within its patience, as long as it is; nil
    /// when it does not ask.
    private static func watching(
        _ server: FastCGIServer, _ store: Store, for supervisor: Supervisor
    ) -> (any DispatchSourceTimer)? {
        guard let patience = supervisor.patience else { return nil }
        let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "watchdog"))
        let check = HealthCheck(store)
        var watchdog = Watchdog()
        timer.setEventHandler {
            // A write that fails was answered: starting anew would not mend the disk.
            let writerAnswers = !check.health(at: Environment.now()).isWriterStuck
            guard watchdog.isContent(server.workerProgress, writerAnswers: writerAnswers) else {
                return
            }
            supervisor.tell(.alive)
        }
        timer.schedule(deadline: .now(), repeating: patience / .seconds(2))
        timer.resume()
        return timer
    }
}

extension FastCGIResponse.Body {
    fileprivate init(_ body: AnswerBody) {
        self =
            switch body {
            case .bytes(let bytes): .bytes(bytes)
            case .pieces(let pieces): .stream(pieces)
            }
    }
}
