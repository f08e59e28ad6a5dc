import ArgumentParser
import CallRules
import CompanyTime
import Store
import Web

/// Replays webhook messages, like the button of the webhook log.
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Process stored webhook messages again.",
        discussion: """
            The server may run, and the command can be repeated: nothing is done twice. Messages from \
            untrusted sources stay in quarantine. Times are RFC 3339 (2026-01-05T08:30:00Z), or dates \
            with or without a time in the company's time zone (2026-01-05, 2026-01-05T10:30).
            """)

    @Option(help: "failed, quarantined, duplicate or processed.")
    var status: WebhookMessageStatus = .failed

    @Option(help: "Received from this time on.")
    var from: String?

    @Option(help: "Received before this time, or until the end of this day.")
    var to: String?

    @Flag(
        name: .customLong("trust-loopback"),
        help: "Trust webhooks from this machine, as with serve.")
    var trustLoopback = false

    @OptionGroup var databaseOption: DatabaseOption

    func run() throws {
        try databaseOption.opened { store in
            let clock = store.settings.settings.companyClock
            var filter = WebhookMessageFilter()
            filter.status = status
            filter.from = try from.map { try TypedTime.read($0, in: clock, .start) }
            filter.to = try to.map { try TypedTime.read($0, in: clock, .end) }
            var options = GatewayOptions(
                startedAt: Environment.now(), secret: Environment.secret)
            options.trustsLoopback = trustLoopback || Environment.isSet("trust-loopback")
            let gateway = Gateway(store: store, options: options, clock: Environment.now)
            var counts = ReplayCounts()
            try gateway.replay(filter, by: .command) { batch in
                counts += batch
                print("Messages taken: \(counts.messages)")
            }
            print(
                "Taken again: \(counts.messages), news of calls: \(counts.news), "
                    + "still unreadable: \(counts.failed), still in quarantine: "
                    + "\(counts.quarantined)")
        }
    }
}

extension WebhookMessageStatus: ExpressibleByArgument {}

extension TypedTime {
    /// Parses the time given as an option.
    static func read(_ text: String, in clock: CompanyClock, _ edge: Edge) throws -> Instant {
        guard let moment = instant(text, in: clock, edge) else {
            throw Refused("\(text): a time like 2026-01-05 or 2026-01-05T08:30:00Z.")
        }
        return moment
    }
}
