import ArgumentParser
import CallRules
import CompanyTime
import Foundation
import Reconciliation
import Store
import Web

/// What the page's "Compare now" does, without a page.
struct Reconcile: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare the journal with Phonet's history and add what it lacks.",
        discussion: """
            May run beside the server, and again: what is known is not changed. Times are RFC 3339 \
            (2026-01-05T08:30:00Z), or dates with or without a time on the company's clocks \
            (2026-01-05, 2026-01-05T10:30). Exit code 1 with the cause when it fails.
            """)

    @Option(help: "Where to begin (48 hours before the end); 90 days ago at the most.")
    var from: String?

    @Option(help: "Where to end (now).")
    var to: String?

    @OptionGroup var books: DatabaseOption
    @OptionGroup var phonet: PhonetOption

    func run() throws {
        if let problem = phonet.problem { throw Refused(problem) }
        let access = phonet.access { FileHandle.standardError.write(Data("\($0)\n".utf8)) }
        try books.opened { store in
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
