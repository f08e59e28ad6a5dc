import CallRules
import HTTPTypes
import Store

/// The data of the quarantine page.
struct QuarantinePage {
    /// The latest first, without what waits to be released.
    let untrustedSources: [UntrustedSource]
    /// Lookups from untrusted sources since the program started.
    let lookups: LookupBudget.Counts
    let startedAt: Instant
}

extension Pages {
    func showQuarantine(_ visit: PageVisit) throws -> Answer {
        let page = QuarantinePage(
            untrustedSources: try store.untrustedSources().filter {
                $0.cause != nil || !intake.trust.trusts($0.sourceIP)
            },
            lookups: intake.loggedLookups.counts, startedAt: options.startedAt)
        return QuarantineView(page: page, visitor: visit.visitor)
            .answer(news: visit.query["news"].flatMap(SettingsFlash.init))
    }
}
