import CallRules
import HTTPTypes
import Store

/// The reconciliation page: the period for which the call log is complete, the form of a new
/// reconciliation, and the latest ones.
struct ReconciliationView {
    let page: ReconciliationPage
    let visitor: Visitor

    private typealias Strings = ReconciliationStrings
    private var localize: Localizer { visitor.localizer }

    /// While a reconciliation runs, the page reloads itself.
    func answer(_ status: HTTPResponse.Status = .ok) -> Answer {
        let running = page.running(at: localize.now)
        var answer = PageLayout(
            title: localize(CommonStrings.reconciliation), isWide: true,
            content: """
                \(CompletenessNote(coverage: page.coverage, visitor: visitor).html)
                \(refusal)
                \(running.map(progress) ?? form)
                \(table)
                """
        ).answer(for: visitor, status)
        if running != nil, status == .ok, let name = HTTPField.Name("Refresh") {
            answer.fields[name] = "2"
        }
        return answer
    }

    private var refusal: HTML? {
        page.refusal.map {
            """
            <div class="note bad" role="alert" tabindex="-1" data-focus>\
            <p>\(Icon.warning.html) \(localize($0))</p></div>
            """
        }
    }

    private func progress(_ reconciliationRun: ReconciliationRun) -> HTML {
        guard case .running(let percent) = reconciliationRun.state(at: localize.now) else {
            return .empty
        }
        return """
            <section class="panel" aria-labelledby="title-running">
            <h2 id="title-running">\(localize(Strings.running))</h2>
            <p>\(period(reconciliationRun)): \(localize(reconciliationRun.counts.records, .records)), \
            \(localize(CommonStrings.added)) – \(reconciliationRun.counts.added)</p>
            <progress max="100" value="\(percent)" aria-labelledby="title-running">\(percent) %</progress>
            </section>
            """
    }

    private var form: HTML? {
        guard page.coverage.isConnected else {
            return """
                <p><a class="button primary" href="\(PageRoute.settings(.connection).path)">\(localize(Strings.toSettings))</a></p>
                """
        }
        return """
            <form method="post" action="\(PageRoute.reconciliation.path)" class="form">\(FormGuard(visitor).html)
            <p class="lead">\(localize(Strings.why))</p>
            \(page.problems.summary(localize, labels: ["from": Strings.from, "to": Strings.to]))
            \(field("from", Strings.from, page.from))\(field("to", Strings.to, page.to))
            <div class="buttons"><button class="primary">\(localize(Strings.compare))</button></div></form>
            """
    }

    private func field(_ name: String, _ label: LocalizedText, _ value: String) -> HTML {
        TextField(
            name: name, label: localize(label), value: value,
            problem: page.problems[name].map { localize($0) }, kind: .moment, isRequired: true
        ).html
    }

    private var table: HTML {
        guard !page.reconciliationRuns.isEmpty else {
            return EmptyState(line: localize(Strings.nothing), next: localize(Strings.nothingNext))
                .html
        }
        let heads = [
            CommonStrings.when, CommonStrings.period, CommonStrings.why, CommonStrings.outcome,
            Strings.read,
            CommonStrings.added,
            Strings.changed, Strings.released,
        ].map { "<th scope=\"col\">\(localize($0))</th>" as HTML }
        return """
            <section class="section"><h2>\(localize(Strings.latest))</h2>
            <div class="tablebox"><table class="stacked"><thead><tr>\(heads)</tr></thead>
            <tbody>\(page.reconciliationRuns.map(row))</tbody></table></div></section>
            """
    }

    private func row(_ reconciliationRun: ReconciliationRun) -> HTML {
        let counts = reconciliationRun.counts
        let figures: [(LocalizedText, Int)] = [
            (Strings.read, counts.records), (CommonStrings.added, counts.added),
            (Strings.changed, counts.changed), (Strings.released, counts.released),
        ]
        return """
            <tr\(.class, isFailed(reconciliationRun) ? "tall" : nil)><td class="at">\(localize.time(reconciliationRun.startedAt))</td>
            <td class="name" data-label="\(localize(CommonStrings.period))">\(period(reconciliationRun))</td>
            <td data-label="\(localize(CommonStrings.why))">\(localize(Strings.of(reconciliationRun.reason)))</td>
            <td data-label="\(localize(CommonStrings.outcome))">\(result(reconciliationRun))</td>
            \(figures.map(figure))</tr>
            """
    }

    private func isFailed(_ reconciliationRun: ReconciliationRun) -> Bool {
        if case .failed = reconciliationRun.state(at: localize.now) { true } else { false }
    }

    private func figure(_ label: LocalizedText, _ number: Int) -> HTML {
        "<td class=\"figures told\" data-label=\"\(localize(label))\">\(number)</td>"
    }

    private func period(_ reconciliationRun: ReconciliationRun) -> HTML {
        "<span>\(localize.time(reconciliationRun.from)) – \(localize.time(reconciliationRun.to))</span>"
    }

    private func result(_ reconciliationRun: ReconciliationRun) -> HTML {
        switch reconciliationRun.state(at: localize.now) {
        case .complete: badge(.good, .check, CommonStrings.done)
        case .running: badge(.alert, .history, CommonStrings.underWay)
        case .interrupted: badge(.plain, .warning, CommonStrings.interrupted)
        case .failed(let cause):
            "\(badge(.bad, .warning, CommonStrings.failed)) \(localize(cause.sentence))"
        }
    }

    private func badge(_ meaning: Badge.Meaning, _ icon: Icon, _ word: LocalizedText) -> HTML {
        Badge(meaning: meaning, icon: icon, word: localize(word)).html
    }
}
