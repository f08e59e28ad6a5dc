import CallRules
import HTTPTypes
import Store

/// Statistics: tiles, and charts with their tables.
struct StatisticsView {
    let page: StatisticsPage
    let visitor: Visitor

    private typealias Words = StatisticsWords
    private var say: Voice { visitor.voice }

    func answer(_ status: HTTPResponse.Status) -> Answer {
        Frame(
            title: say(Words.title), isWide: true,
            content: "\(periods)\(filters)\(page.figures.map(content))"
        ).answer(for: visitor, status)
    }

    private func content(_ figures: StatisticsPage.Figures) -> HTML {
        guard figures.now.totals.calls > 0 || figures.before.totals.calls > 0 else {
            return EmptyState(line: say(Words.none), next: say(Words.noneNext)).html
        }
        return """
            <p class="lead">\(say(Words.compared(figures, say)))</p>
            <ul class="tiles">\(StatisticTile.all.map { $0.html(figures, say) })</ul>
            \(DayChart(figures: figures, say: say).html)
            \(HourChart(figures: figures, say: say).html)
            \(EmployeeChart(figures: figures, employees: page.employees, say: say).html)
            \(OutcomeChart(figures: figures, say: say).html)
            \(WaitChart(figures: figures, say: say).html)
            """
    }

    private var periods: HTML {
        let usual = page.usualDays
        let choices: [(value: String, name: Sentence)] =
            [("today", Words.today), ("yesterday", Words.yesterday)]
            + (usual > 0 ? [("", Words.days(usual))] : [])
            + [30, 365].filter { $0 != usual }.map { ("\($0)", Words.days($0)) }
        let links = choices.map { link($0.value, $0.name) }
        return """
            <nav class="parts" aria-label="\(say(Words.period))"><div class="buttons">\(links)</div></nav>
            """
    }

    private func link(_ value: String, _ name: Sentence) -> HTML {
        let other = page.query.only([.employee]).with(.period, value)
        return """
            <a class="button quiet" href="\(other.path(to: .statistics))"\
            \(.current, other == page.query ? "page" : nil)>\(say(name))</a>
            """
    }

    private var filters: HTML {
        let people = page.employees.map {
            Choice.Option(value: "\($0.id.value)", label: $0.details.name)
        }
        return """
            <form class="inline filters" method="get" action="\(PageRoute.statistics.path)" role="search">
            \(day(.from, CallsWords.from, page.figures?.period.days.first))
            \(day(.to, CallsWords.to, page.figures?.period.days.last))
            \(Choice(
                name: CallsQuery.Field.employee.rawValue, label: say(Words.employee),
                options: [
                    Choice.Option(value: "", label: say(Words.everybody)),
                    Choice.Option(value: "none", label: say(Words.nobody)),
                ] + people, chosen: page.query[.employee],
                problem: problem(.employee)
            ).html)
            <div class="buttons"><button>\(say(CallsWords.show))</button></div></form>
            """
    }

    private func day(_ field: CallsQuery.Field, _ label: Sentence, _ shown: LocalDay?) -> HTML {
        TextField(
            name: field.rawValue, label: say(label), value: shown?.text ?? page.query[field],
            problem: problem(field), kind: .date
        ).html
    }

    private func problem(_ field: CallsQuery.Field) -> String? {
        page.problems[field.rawValue].map { say($0) }
    }
}
