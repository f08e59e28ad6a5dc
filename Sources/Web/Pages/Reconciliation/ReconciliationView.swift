import CallRules
import HTTPTypes
import Store

/// How far the journal is complete, a form for comparing more, and the comparisons so far.
struct ReconciliationView {
    let page: ReconciliationPage
    let visitor: Visitor

    private typealias Words = ReconciliationWords
    private var say: Voice { visitor.voice }

    /// While a comparison runs, the page comes anew by itself.
    func answer(_ status: HTTPResponse.Status = .ok) -> Answer {
        let running = page.running(at: say.now)
        var answer = Frame(
            title: say(Words.title), isWide: true,
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
            <p>\(Icon.warning.html) \(say($0))</p></div>
            """
        }
    }

    private func progress(_ comparison: Comparison) -> HTML {
        guard case .running(let percent) = comparison.state(at: say.now) else { return .empty }
        return """
            <section class="panel" aria-labelledby="title-running">
            <h2 id="title-running">\(say(Words.running))</h2>
            <p>\(period(comparison)): \(say(comparison.counts.records, .records)), \
            \(say(Words.added)) – \(comparison.counts.added)</p>
            <progress max="100" value="\(percent)" aria-labelledby="title-running">\(percent) %</progress>
            </section>
            """
    }

    private var form: HTML? {
        guard page.coverage.isConnected else {
            return """
                <p><a class="button primary" href="\(PageRoute.settings.path)">\(say(Words.toSettings))</a></p>
                """
        }
        return """
            <form method="post" action="\(PageRoute.reconciliation.path)" class="form">\(FormGuard(visitor).html)
            <p class="lead">\(say(Words.why))</p>
            \(page.problems.summary(say, labels: ["from": Words.from, "to": Words.to]))
            \(field("from", Words.from, page.from))\(field("to", Words.to, page.to))
            <div class="buttons"><button class="primary">\(say(Words.compare))</button></div></form>
            """
    }

    private func field(_ name: String, _ label: Sentence, _ value: String) -> HTML {
        TextField(
            name: name, label: say(label), value: value,
            problem: page.problems[name].map { say($0) }, kind: .moment, isRequired: true
        ).html
    }

    private var table: HTML {
        guard !page.comparisons.isEmpty else {
            return EmptyState(line: say(Words.nothing), next: say(Words.nothingNext)).html
        }
        let heads = [
            Words.when, Words.period, Words.reason, Words.result, Words.read, Words.added,
            Words.changed, Words.released,
        ].map { "<th scope=\"col\">\(say($0))</th>" as HTML }
        return """
            <section class="section"><h2>\(say(Words.latest))</h2>
            <div class="tablebox"><table class="stacked"><thead><tr>\(heads)</tr></thead>
            <tbody>\(page.comparisons.map(row))</tbody></table></div></section>
            """
    }

    private func row(_ comparison: Comparison) -> HTML {
        let counts = comparison.counts
        let figures: [(Sentence, Int)] = [
            (Words.read, counts.records), (Words.added, counts.added),
            (Words.changed, counts.changed), (Words.released, counts.released),
        ]
        return """
            <tr><td>\(say.time(comparison.startedAt))</td>
            <td data-label="\(say(Words.period))">\(period(comparison))</td>
            <td data-label="\(say(Words.reason))">\(say(Words.of(comparison.reason)))</td>
            <td data-label="\(say(Words.result))">\(result(comparison))</td>
            \(figures.map(figure))</tr>
            """
    }

    private func figure(_ label: Sentence, _ number: Int) -> HTML {
        "<td class=\"figures\" data-label=\"\(say(label))\">\(number)</td>"
    }

    private func period(_ comparison: Comparison) -> HTML {
        "<span>\(say.time(comparison.from)) – \(say.time(comparison.to))</span>"
    }

    private func result(_ comparison: Comparison) -> HTML {
        switch comparison.state(at: say.now) {
        case .complete: badge(.good, .check, Words.complete)
        case .running: badge(.alert, .history, Words.underWay)
        case .interrupted: badge(.plain, .warning, Words.interrupted)
        case .failed(let cause):
            "<div>\(badge(.bad, .warning, Words.failed))<br>\(say(cause.sentence))</div>"
        }
    }

    private func badge(_ meaning: Badge.Meaning, _ icon: Icon, _ word: Sentence) -> HTML {
        Badge(meaning: meaning, icon: icon, word: say(word)).html
    }
}
