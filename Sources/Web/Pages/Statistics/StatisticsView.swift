import CallRules
import CompanyTime
import HTTPTypes
import Store

/// The statistics page: tiles, and charts with their tables.
struct StatisticsView {
    let page: StatisticsPage
    let visitor: Visitor

    private typealias Strings = StatisticsStrings
    private var localize: Localizer { visitor.localizer }

    func answer(_ status: HTTPResponse.Status) -> Answer {
        PageLayout(
            title: localize(Strings.title), isWide: true,
            content: "\(filters)\(page.figures.map(content))"
        ).answer(for: visitor, status)
    }

    private func content(_ figures: StatisticsPage.Figures) -> HTML {
        guard figures.now.totals.calls > 0 || figures.before.totals.calls > 0 else {
            return EmptyState(line: localize(Strings.none), next: localize(Strings.noneNext)).html
        }
        return """
            <p class="lead">\(localize(Strings.compared(figures, localize)))</p>
            <ul class="tiles">\(StatisticTile.all.map { $0.html(figures, localize) })</ul>
            \(DayChart(figures: figures, localize: localize).html)
            \(figures.hasHours ? HoursTable(figures: figures, localize: localize).html : nil)
            \(HourChart(figures: figures, localize: localize).html)
            \(EmployeeChart(figures: figures, employees: page.employees, localize: localize).html)
            \(CategoryChart(figures: figures, categories: page.categories, localize: localize).html)
            \(localize.lines.all.count > 1 ? LinesTable(figures: figures, localize: localize).html : nil)
            \(OutcomeChart(figures: figures, localize: localize).html)
            \(WaitChart(figures: figures, localize: localize).html)
            \(StatisticsFiles(query: page.query, visitor: visitor).html)
            """
    }

    private var filters: HTML {
        let fields: [CallsQuery.Field] = [.employee, .ignored, .line]
        return FilterBar(
            route: .statistics, carried: carried,
            period: PeriodMenu(
                query: page.query, periods: ["today", "yesterday", "6", "29", "month", "364"],
                usualDays: page.usualDays, days: days, route: .statistics, typed: page.query,
                problems: page.problems, localize: localize
            ).html,
            fields: [
                Choice(
                    name: CallsQuery.Field.employee.rawValue,
                    label: localize(CommonStrings.employee),
                    options: people, chosen: page.query[.employee], problem: problem(.employee)
                ).html,
                Choice(
                    name: CallsQuery.Field.ignored.rawValue,
                    label: localize(IgnoredNumbersStrings.title),
                    options: [
                        Choice.Option(value: "", label: localize(Strings.withoutIgnored)),
                        Choice.Option(value: "yes", label: localize(Strings.withIgnored)),
                    ], chosen: page.query[.ignored], problem: problem(.ignored)
                ).html, lines,
            ].compactMap(\.self),
            count: fields.count { !page.query[$0].isEmpty },
            isOpen: fields.contains { problem($0) != nil }, localize: localize
        ).html
    }

    /// The period stays when another filter is chosen. Typed days override it.
    private var carried: [HTML] {
        page.query[.period].isEmpty
            ? [] : ["<input type=\"hidden\" name=\"period\" value=\"\(page.query[.period])\">"]
    }

    private var days: (first: LocalDay?, last: LocalDay?) {
        (page.figures?.period.days.first, page.figures?.period.days.last)
    }

    /// Nil: the company has one line, and none is chosen.
    private var lines: HTML? {
        let chosen = page.query[.line]
        let all = localize.lines.all
        guard all.count > 1 || !chosen.isEmpty else { return nil }
        let other = all.contains { $0.number == chosen } || chosen.isEmpty ? [] : [chosen]
        return Choice(
            name: CallsQuery.Field.line.rawValue, label: localize(CommonStrings.line),
            options: [Choice.Option(value: "", label: localize(CommonStrings.all))]
                + all.map { Choice.Option(value: $0.number, label: $0.shown) }
                + other.map { Choice.Option(value: $0, label: localize.line($0)) },
            chosen: chosen
        ).html
    }

    private var people: [Choice.Option] {
        let chosen = page.query[.employee]
        let kinds = [("", CommonStrings.all)] + CallsStrings.values(of: .employee)
        return kinds.map { Choice.Option(value: $0, label: localize($1)) }
            + page.employees.filter { $0.details.active || "\($0.id.value)" == chosen }
            .map { Choice.Option(value: "\($0.id.value)", label: $0.details.name) }
    }

    private func problem(_ field: CallsQuery.Field) -> String? {
        page.problems[field.rawValue].map { localize($0) }
    }
}
