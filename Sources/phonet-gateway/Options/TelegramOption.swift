import ArgumentParser
import CallRules
import Courier

/// The option for a stand-in of Telegram's Bot API.
struct TelegramOption: ParsableArguments {
    @Option(
        name: .customLong("telegram-host"),
        help: "A stand-in of Telegram's Bot API on this machine, over plain http: for tests.")
    var host: String?

    private var named: String? { host ?? Environment.variable("telegram-host") }

    /// The errors in the option, one sentence each.
    var problems: [String] {
        guard let named, !PushOption.isLoopback(named) else { return [] }
        return ["--telegram-host \(named): an address of this machine, as 127.0.0.1:9003."]
    }

    /// Where the Bot API is.
    var server: TelegramAPI.Server {
        named.map { .onThisMachine($0) } ?? .telegram
    }
}
