import CallRules
import HTTPTypes
import Store

/// Who sends without being trusted.
struct QuarantinePage {
    /// The latest first; those that are trusted by now left out.
    let untrustedSources: [UntrustedSource]
    /// What strangers asked since the program started.
    let lookups: LookupBudget.Counts
    let startedAt: Instant
}

extension Pages {
    func showQuarantine(_ visit: PageVisit) throws -> Answer {
        let page = QuarantinePage(
            untrustedSources: try store.untrustedSources().filter {
                !intake.trust.trusts($0.sourceIP)
            },
            lookups: intake.journalled.counts, startedAt: options.startedAt)
        return QuarantineView(page: page, visitor: visit.visitor)
            .answer(news: visit.query["news"].flatMap(SettingsFlash.init))
    }
}
