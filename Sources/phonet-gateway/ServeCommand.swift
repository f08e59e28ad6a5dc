import ArgumentParser
import Courier
import Dispatch
import FastCGI
import Foundation
import HTTPTypes
import Logging
import Recovery
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

    @Option(help: "Threads that answer requests (8).")
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

    func run() throws {
        let configuration = try ServeConfiguration(self)
        LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
        let log = Logger(label: "phonet-gateway")
        guard let lock = try DatabaseLock(of: configuration.database) else {
            throw Refused("Another server has \(configuration.database) open.")
        }
        let store = try Store(path: configuration.database, uptime: Surroundings.uptime)
        var options = configuration.web
        options.version = Release.version
        options.uptime = Surroundings.uptime
        options.report = { log.error("\($0)") }
        options.phonet = phonet.access { log.warning("Phonet: \($0)") }
        let recoverer = Recoverer(
            store, options.phonet, clock: Surroundings.now, chance: { Double.random(in: 0...1) },
            report: { log.warning("\($0)") })
        let recovers = configuration.recovers
        if recovers { options.reconciliations = ReconciliationDesk(begin: recoverer.compare) }
        let pushKeys = try VAPIDKeys(of: store)
        options.push = PushDoor(publicKey: pushKeys.publicKey, plainHosts: push.plainHosts)
        let gateway = Gateway(store: store, options: options, clock: Surroundings.now)
        let released = try gateway.releaseQuarantine()
        let server = try FastCGIServer(
            listener: configuration.listen, workers: configuration.workers,
            bodyLimit: ServeConfiguration.bodyLimit,
            handler: { request in
                let (head, body) = gateway.answer(
                    request.head, body: request.body, peer: request.peer)
                return FastCGIResponse(head: head, body: FastCGIResponse.Body(body))
            },
            report: { log.warning("transport: \($0)") })
        let timekeeper = Timekeeper(store, clock: Surroundings.now, log: log)
        timekeeper.start()
        if recovers { recoverer.start() }
        let courier = CourierThreads(
            try push.courier(store, keys: pushKeys, publicURL: options.publicURL) {
                log.warning("push: \($0)")
            })
        try courier.start()
        let signals = Serve.stopping(server)
        log.info("serving", metadata: ["pid": "\(getpid())", "released": "\(released)"])
        server.run()
        signals.forEach { $0.cancel() }
        courier.stop()
        timekeeper.stop()
        recoverer.stop()
        store.close()
        withExtendedLifetime(lock) {}
        log.info("stopped")
    }

    /// Both signals end the same way: what is in flight is answered first.
    private static func stopping(_ server: FastCGIServer) -> [any DispatchSourceSignal] {
        [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { server.stop() }
            source.resume()
            return source
        }
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
