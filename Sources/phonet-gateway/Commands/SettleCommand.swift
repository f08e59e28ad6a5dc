import ArgumentParser
import CallRules
import Store

/// Derives every call again from what Phonet said about it.
struct SettleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settle",
        abstract: "Derive all calls again from the messages that are known of them.",
        discussion: """
            Once after an upgrade from 0.6.0, which took the number of some forwarded calls from the wrong leg \
            and let voice menus answer. The server may run, and the command can be repeated. Missed calls, \
            clients and leads follow a number that changed; a lead that a call made for the number of the wrong \
            leg, and that nobody worked with, goes to the caller or away. Calls from the company's own lines \
            become known as such, of which an upgrade puts right only the newest 200 of each line. Phones of \
            clients and leads that 0.6.0 stored with a country code nobody has (+89… for 8 9…) become the \
            numbers that were meant. No rule runs: no lead is made, nobody is told. Prints what changed.
            """)

    @Flag(help: "Every call.")
    var all = false

    @OptionGroup var databaseOption: DatabaseOption

    func run() throws {
        guard all else { throw Refused("Say which calls: --all.") }
        try databaseOption.opened { store in
            let now = Environment.now()
            var counts = RecomputedCounts()
            var last: Int64?
            repeat {
                let piece = try store.recompute(after: last, at: now)
                counts += piece.counts
                last = piece.last
            } while last != nil
            print(
                "Calls read: \(counts.calls), changed: \(counts.changed) (number: \(counts.numbers), "
                    + "outcome: \(counts.outcomes), times: \(counts.times))")
            let phones = try store.mendPhones(at: now)
            print("Phones put right: \(phones.mended), of no known country: \(phones.unknown)")
        }
    }
}
