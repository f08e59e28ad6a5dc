import CallRules
import HTTPTypes
import Store

/// The content of the reconciliation page.
struct ReconciliationPage {
    /// The largest number of reconciliations shown.
    static let maxReconciliationRuns = 40
    /// The period the form proposes, in seconds: the last two days.
    static let proposedSeconds = 48 * 3600

    let coverage: Coverage
    /// The latest reconciliations, the latest first.
    let reconciliationRuns: [ReconciliationRun]
    /// The fields of the form, as typed or as proposed.
    var from: String
    var to: String
    var problems: [FieldProblem] = []
    /// Why no reconciliation was started; nil: none was refused.
    var refusal: LocalizedText?

    /// The running reconciliation; nil: none runs.
    func running(at now: Instant) -> ReconciliationRun? {
        reconciliationRuns.first { reconciliationRun in
            if case .running = reconciliationRun.state(at: now) { true } else { false }
        }
    }
}

extension Pages {
    func showReconciliation(_ visit: PageVisit) throws -> Answer {
        ReconciliationView(page: try reconciliation(visit), visitor: visit.visitor).answer()
    }

    /// Starts the reconciliation of the form and redirects to the page that shows its progress.
    func beginReconciliation(_ visit: PageVisit) throws -> Answer {
        var page = try reconciliation(visit)
        page.from = visit.form["from"] ?? ""
        page.to = visit.form["to"] ?? ""
        let clock = visit.localize.companyClock
        let from = TypedTime.instant(page.from, in: clock, .start)
        let to = TypedTime.instant(page.to, in: clock, .end).map { min($0, visit.now) }
        var problems: [FieldProblem] = []
        if from == nil { problems.append(FieldProblem("from", ReconciliationStrings.noTime)) }
        if to == nil { problems.append(FieldProblem("to", ReconciliationStrings.noTime)) }
        if let from, let to {
            if from >= to { problems.append(FieldProblem("from", ReconciliationStrings.backwards)) }
            if from < visit.now.earlier(bySeconds: Completeness.reachSeconds) {
                problems.append(FieldProblem("from", ReconciliationStrings.tooLongAgo))
            }
        }
        guard problems.isEmpty, let from, let to else {
            page.problems = problems
            return ReconciliationView(page: page, visitor: visit.visitor)
                .answer(.unprocessableContent)
        }
        guard try options.reconciliations.begin(from, to) else {
            page.refusal =
                options.reconciliations.isOpen
                ? ReconciliationStrings.busy : ReconciliationStrings.closed
            return ReconciliationView(page: page, visitor: visit.visitor).answer(.conflict)
        }
        return .seeOther(PageRoute.reconciliation.path)
    }

    private func reconciliation(_ visit: PageVisit) throws -> ReconciliationPage {
        let clock = visit.localize.companyClock
        let proposed = visit.now.earlier(bySeconds: ReconciliationPage.proposedSeconds)
        return ReconciliationPage(
            coverage: try store.coverage(),
            reconciliationRuns: try store.reconciliationRuns(
                limit: ReconciliationPage.maxReconciliationRuns),
            from: TypedTime.text(proposed, in: clock), to: TypedTime.text(visit.now, in: clock))
    }
}
