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
        CallsPeriods(
            query: page.query, periods: ["today", "yesterday", "", "30", "month", "365"],
            usualDays: page.usualDays, route: .statistics, say: say
        ).html
    }

    private var filters: HTML {
        """
        <form class="inline filters" method="get" action="\(PageRoute.statistics.path)" role="search">
        \(day(.from, page.figures?.period.days.first))\(day(.to, page.figures?.period.days.last))
        \(Choice(
            name: CallsQuery.Field.employee.rawValue, label: say(Words.employee),
            options: people, chosen: page.query[.employee], problem: problem(.employee)
        ).html)
        <div class="buttons"><button>\(say(CallsWords.show))</button></div></form>
        """
    }

    private var people: [Choice.Option] {
        let chosen = page.query[.employee]
        let kinds = [("", CallsWords.all)] + CallsWords.values(of: .employee)
        return kinds.map { Choice.Option(value: $0, label: say($1)) }
            + page.employees.filter { $0.details.active || "\($0.id.value)" == chosen }
            .map { Choice.Option(value: "\($0.id.value)", label: $0.details.name) }
    }

    private func day(_ field: CallsQuery.Field, _ shown: LocalDay?) -> HTML {
        TextField(
            name: field.rawValue, label: say(CallsWords.name(of: field)),
            value: shown?.text ?? page.query[field], problem: problem(field), kind: .date
        ).html
    }

    private func problem(_ field: CallsQuery.Field) -> String? {
        page.problems[field.rawValue].map { say($0) }
    }
}
