import ArgumentParser
import CallRules
import CompanyTime
import Foundation
import Reconciliation
import Store
import Web

/// Reconciles a span of time, like the button of the reconciliation page.
struct Reconcile: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare the call log with Phonet's history and add missing calls.",
        discussion: """
            The server may run, and the command can be repeated: known calls do not change. Times are \
            RFC 3339 (2026-01-05T08:30:00Z), or dates with or without a time in the company's time zone \
            (2026-01-05, 2026-01-05T10:30). Exit code 1 with the cause when it fails.
            """)

    @Option(help: "The start (48 hours before the end); at most 90 days ago.")
    var from: String?

    @Option(help: "The end (now).")
    var to: String?

    @OptionGroup var databaseOption: DatabaseOption
    @OptionGroup var phonet: PhonetOption

    func run() throws {
        if let problem = phonet.problem { throw Refused(problem) }
        let access = phonet.access { FileHandle.standardError.write(Data("\($0)\n".utf8)) }
        try databaseOption.opened { store in
            let settings = store.settings.settings
            let clock = settings.companyClock
            let (from, to) = try span(in: clock)
            let id = try store.beginReconciliationRun(
                .command, from: from, to: to, at: Environment.now())
            print("From \(TypedTime.text(from, in: clock)) to \(TypedTime.text(to, in: clock))")
            let reconciliation = HistoryReconciliation(
                store, clock: Environment.now,
                progress: { reconciliationRun in
                    let until = TypedTime.text(reconciliationRun.readUntil, in: clock)
                    print(
                        "Records read: \(reconciliationRun.counts.records), complete up to \(until)"
                    )
                })
            let made = try reconciliation.run(id, with: access.history(settings))
            if let cause = made?.cause {
                throw Refused("\(cause.name): \(cause.sentence.en)")
            }
            let counts = made?.counts ?? ReconciledCounts()
            print(
                "Calls added: \(counts.added), completed: \(counts.changed), "
                    + "released from quarantine: \(counts.released)")
        }
    }

    private func span(in clock: CompanyClock) throws -> (from: Instant, to: Instant) {
        let now = Environment.now()
        let end = min(try to.map { try TypedTime.read($0, in: clock, .end) } ?? now, now)
        let start =
            try from.map { try TypedTime.read($0, in: clock, .start) }
            ?? end.earlier(bySeconds: 48 * 3600)
        guard start < end else { throw Refused("--from must be before --to and before now.") }
        guard start >= now.earlier(bySeconds: Completeness.reachSeconds) else {
            throw Refused("Phonet can be asked for 90 days at the most.")
        }
        return (start, end)
    }
}
