import BackgroundWork
import Courier
import FastCGI
import Foundation
import Imports
import Logging
import Reconciliation
import Store
import Web
import WebPush

/// The parts of a running gateway. `init` creates them; `serve` starts and stops them.
struct GatewayProcess {
    private let store: Store
    private let server: FastCGIServer
    private let courier: CourierThreads
    private let importer: Importer
    /// Nil: switched off by the option `--without-recovery`.
    private let reconciliation: ReconciliationLoop?
    private let recordings: RecordingLoop
    private let tasks: [PeriodicTask]
    private let log: Logger
    private let hasPublicURL: Bool
    private let release: QuarantineRelease
    private let replays: BackgroundReplay
    private let telegram: TelegramLoop

    /// Opens the database and the listening socket. nginx's connections wait until `serve`.
    ///
    /// - Throws: `StoreError`, `ListenError`, and `Refused` for options that contradict each other.
    init(
        _ configuration: ServeConfiguration, phonet: PhonetOption, push: PushOption,
        telegram: TelegramOption, webhook: WebhookOption, log: Logger
    ) throws {
        let store = try Store(
            path: configuration.database, checkpoints: configuration.checkpoints,
            uptime: Environment.uptime)
        let keys = try VAPIDKeys(of: store)
        var options = configuration.web
        options.version = Release.version
        options.workers = configuration.workers
        options.uptime = Environment.uptime
        options.report = { log.error("\($0)") }
        options.phonet = phonet.access { log.warning("Phonet: \($0)") }
        options.push = PushConfig(publicKey: keys.publicKey, plainHosts: push.plainHosts)

        importer = Importer(
            store, ImportWork.Environment(of: store, isBesideServer: false)
        ) { log.warning("\($0)") }
        options.importsBegan = importer.ring
        reconciliation =
            configuration.reconciles
            ? ReconciliationLoop(
                store, options.phonet, clock: Environment.now, chance: Environment.chance,
                report: { log.warning("\($0)") }) : nil
        if let reconciliation {
            options.reconciliations = ReconcileTrigger(begin: reconciliation.compare)
        }
        recordings = RecordingLoop(store, options.phonet, clock: Environment.now) {
            log.warning("\($0)")
        }
        let bodies = WebhookBodies(store, options, clock: Environment.now)
        let telegramAPI = TelegramAPI(telegram.server) { $0.send() }
        let channels = GatewayChannels(
            webPush: try push.channel(store, keys: keys, publicURL: options.publicURL) {
                log.warning("push: \($0)")
            },
            telegram: TelegramChannel(store: store, telegramAPI) {
                log.warning("telegram: \($0)")
            },
            webhook: WebhookChannel(
                pauses: webhook.pauses,
                WebhookChannel.Environment(
                    clock: Environment.now, send: { $0.send() }, body: bodies.body,
                    gate: options.webhookGate, version: Release.version,
                    report: { log.warning("webhook: \($0)") })))
        let sender = channels.courier(store) { log.warning("courier: \($0)") }
        courier = CourierThreads(sender)
        // Each takes a thread that answers requests, for 15 s at most.
        let trials = Limiter(places: 2)
        options.webhooks = WebhookSending(
            tryOut: { endpoint, author in
                guard let result = try trials.run({ try sender.tryOut(endpoint, by: author) })
                else { return .busy }
                return result.map(WebhookTrial.finished) ?? .missing
            }, body: bodies.body)
        let gateway = Gateway(store: store, options: options, clock: Environment.now)
        (release, replays) = (gateway.release, gateway.replays)
        let buttons = gateway.noticeButtons
        self.telegram = TelegramLoop(
            TelegramUpdates(
                store, telegramAPI,
                NoticeActions(
                    callBack: { buttons.callBack($0, $1, by: "Telegram") },
                    close: { buttons.close($0, $1, by: "Telegram") }),
                clock: Environment.now, report: { log.warning("telegram: \($0)") }))
        server = try FastCGIServer(
            listener: configuration.listen, workers: configuration.workers, gateway: gateway,
            report: { log.warning("transport: \($0)") })
        tasks = PeriodicTask.all(of: store, log: log)
        self.store = store
        self.log = log
        hasPublicURL = options.publicURL != nil
    }

    /// Answers nginx until SIGTERM or SIGINT. Returns when every request that began has its
    /// response and the database is closed.
    func serve() throws {
        try store.beginRetention(at: Environment.now())
        tasks.forEach { $0.start() }
        reconciliation?.start()
        recordings.start()
        importer.start()
        release.start()
        replays.start()
        try courier.start()
        telegram.start()
        let supervisor = Supervisor(
            environment: ProcessInfo.processInfo.environment, process: getpid())
        let signals = StopSignals { [server] in
            supervisor?.tell(.stopping)
            server.stop()
        }
        if !hasPublicURL {
            log.warning(
                """
                --public-url is not set: links follow the Host field of each request. Set it to the \
                CRM's address, such as https://crm.example.
                """)
        }
        let watchdog = supervisor.flatMap { WatchdogTimer(server, store, for: $0) }
        log.info(
            "serving",
            metadata: ["version": "\(Release.version)", "pid": "\(getpid())"])
        server.run {
            guard supervisor?.tell(.ready) != false else {
                return log.error("NOTIFY_SOCKET: nobody takes the news that the gateway is ready")
            }
        }
        watchdog?.cancel()
        signals.cancel()
        courier.stop()
        telegram.stop()
        tasks.forEach { $0.stop() }
        reconciliation?.stop()
        recordings.stop()
        importer.stop()
        release.stop()
        replays.stop()
        store.close()
    }
}
