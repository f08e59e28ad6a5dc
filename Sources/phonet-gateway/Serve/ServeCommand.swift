import ArgumentParser
import FastCGI
import Logging
import Store

/// Runs the gateway behind nginx.
struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer nginx until SIGTERM or SIGINT; then finish what is in flight.")

    @Option(help: "unix:PATH, 127.0.0.1:PORT, fd (systemd's socket) or fd:N.")
    var listen: String?

    @OptionGroup var databaseOption: DatabaseOption

    @Option(help: "Threads that answer requests (24): as many may wait for something at once.")
    var workers: String?

    @OptionGroup var publicly: PublicURLOption

    @OptionGroup var phonet: PhonetOption

    @OptionGroup var push: PushOption

    @OptionGroup var telegram: TelegramOption

    @OptionGroup var webhook: WebhookOption

    @Option(
        name: .customLong("password-age"),
        help: "Seconds after which a change that gives access asks for the password again (600).")
    var passwordAge: String?

    @Flag(
        name: .customLong("trust-loopback"),
        help: "Take webhooks from this machine as Phonet's: for trying things out.")
    var trustLoopback = false

    @Flag(help: "Say on every page that this is a demonstration with an invented company.")
    var demo = false

    @Flag(
        name: .customLong("without-recovery"),
        help: "Never ask Phonet's history by itself: for tests that count what Phonet is asked.")
    var withoutRecovery = false

    @Flag(
        help: """
            Litestream replicates the database: leave all checkpoints to it. The WAL grows while it does not run.
            """)
    var litestream = false

    func run() throws {
        MallocLimits.set()
        let configuration = try ServeConfiguration(self)
        LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
        let log = Logger(label: "phonet-gateway")
        guard let lock = try DatabaseLock(of: configuration.database) else {
            throw Refused("Another server has \(configuration.database) open.")
        }
        try GatewayProcess(
            configuration, phonet: phonet, push: push, telegram: telegram, webhook: webhook,
            log: log
        ).serve()
        withExtendedLifetime(lock) {}
        log.info("stopped")
    }
}
