import ArgumentParser
import CallRules
import CompanyTime
import Store
import Web

/// What the page's "Take again" does, without a page.
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Take kept webhook messages again.",
        discussion: """
            Safe to repeat, and beside the server: what a message already did is not done twice. \
            Messages of strangers stay in quarantine. Times are RFC 3339 (2026-01-05T08:30:00Z), or \
            dates with or without a time on the company's clocks (2026-01-05, 2026-01-05T10:30).
            """)

    @Option(help: "failed, quarantined, duplicate or processed.")
    var status: WebhookMessageStatus = .failed

    @Option(help: "Received from this time on.")
    var from: String?

    @Option(help: "Received before this time, or until the end of this day.")
    var to: String?

    @Flag(name: .customLong("trust-loopback"), help: "As the server was started.")
    var trustLoopback = false

    @OptionGroup var books: DatabaseOption

    func run() throws {
        try books.opened { store in
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
    /// The moment somebody typed as an option.
    static func read(_ text: String, in clock: CompanyClock, _ edge: Edge) throws -> Instant {
        guard let moment = instant(text, in: clock, edge) else {
            throw Refused("\(text): a time like 2026-01-05 or 2026-01-05T08:30:00Z.")
        }
        return moment
    }
}
