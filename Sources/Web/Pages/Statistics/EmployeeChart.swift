import CallRules
import Store

/// Calls by employee, the busiest first.
struct EmployeeChart {
    let figures: StatisticsPage.Figures
    let employees: [EmployeeRow]
    let localize: Localizer

    private typealias Strings = StatisticsStrings

    var html: HTML {
        let names = Dictionary(
            employees.map { ($0.id, $0.details.name) }, uniquingKeysWith: { one, _ in one })
        let rows = figures.now.employees.map { id, counted in
            StatisticsRow(
                name: id.map { names[$0] ?? "\($0.value)" } ?? localize(Strings.nobody),
                figures: counted,
                calls: figures.rows.with(.employee, id.map { String($0.value) } ?? "none"))
        }.sorted { ($1.figures.calls, $0.name) < ($0.figures.calls, $1.name) }
        let legend = ChartLegend(
            entries: [
                (.answered, CommonStrings.answered), (.missed, CommonStrings.missed),
                (.other, CallKind.outgoingUnanswered.name),
            ], localize: localize)
        let table = WorkTable(
            names: CommonStrings.employee, rows: rows, hasWaits: true,
            total: (figures.now.totals, figures.rows), localize: localize)
        return """
            <section class="section chart" id="employees"><h2>\(localize(Strings.employees))</h2>
            <p class="lead">\(localize(Strings.employeesMeaning))</p>
            \(legend.html)
            \(table.html)</section>
            """
    }
}
