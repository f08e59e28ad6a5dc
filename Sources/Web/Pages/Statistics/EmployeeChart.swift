import CallRules
import Store

/// Calls by employee: a bar and figures for each, and the total.
struct EmployeeChart {
    let figures: StatisticsPage.Figures
    let employees: [EmployeeRow]
    let localize: Localizer

    private typealias Strings = StatisticsStrings

    private var heads: [LocalizedText] {
        [
            CommonStrings.employee, Strings.bar, CommonStrings.calls,
            CallKind.incomingAnswered.name,
            CallKind.missed.name,
            CallKind.outgoingAnswered.name, CommonStrings.talk, Strings.meanWait,
            CommonStrings.leads,
        ]
    }

    var html: HTML {
        let names = Dictionary(
            employees.map { ($0.id, $0.details.name) }, uniquingKeysWith: { one, _ in one })
        let lines = figures.now.employees.map { id, figures in
            Line(
                employee: id?.value,
                name: id.map { names[$0] ?? "\($0.value)" } ?? localize(Strings.nobody),
                figures: figures)
        }.sorted { ($1.figures.calls, $0.name) < ($0.figures.calls, $1.name) }
        let most = lines.map(\.figures.calls).max() ?? 0
        return """
            <section class="section chart" id="employees"><h2>\(localize(Strings.employees))</h2>
            <p class="lead">\(localize(Strings.employeesMeaning))</p>
            \(ChartLegend(entries: [(.answered, CommonStrings.answered), (.missed, CommonStrings.missed), (.other, CallKind.outgoingUnanswered.name)], localize: localize).html)
            \(ChartTable(heads: heads, rows: lines.map { row($0, most) }, sum: sum, localize: localize).html)</section>
            """
    }

    private struct Line {
        let employee: Int64?
        let name: String
        let figures: CallFigures
    }

    private func row(_ line: Line, _ most: Int) -> HTML {
        let rows = figures.rows.with(.employee, line.employee.map(String.init) ?? "none")
        let sum = line.figures
        let bar = ChartBar(
            parts: [
                (.answered, sum.answered), (.missed, sum.missed), (.other, sum.outgoingUnanswered),
            ], whole: most, title: line.name, rows: rows)
        return "<tr><td>\(line.name)</td>\(bar.cell)\(cells(sum, rows))</tr>"
    }

    private func cells(_ sum: CallFigures, _ rows: CallsQuery) -> HTML {
        let answered = CallKind.incomingAnswered.rows
        let figures: [(count: Int, rows: [CallsQuery.Field: String], text: String?)] = [
            (sum.calls, [:], nil),
            (sum.incomingAnswered, answered, nil),
            (sum.missed, CallKind.missed.rows, nil),
            (sum.outgoingAnswered, CallKind.outgoingAnswered.rows, nil),
            (
                sum.talks.count, [.outcome: "answered", .talkFrom: "0"],
                Localizer.duration(seconds: sum.talks.seconds)
            ),
            (
                sum.waits.count, answered.merging([.waitFrom: "0"]) { one, _ in one },
                sum.waits.mean.map { Localizer.duration(seconds: $0) } ?? "–"
            ),
            (sum.leads, [.lead: "yes"], nil),
        ]
        let shown = figures.map { figure in
            let text = figure.text ?? localize.figure(figure.count)
            let link = Figure(figure.count, rows.with(figure.rows), localize).html(saying: text)
            return "<td>\(link)</td>" as HTML
        }
        return "\(shown)"
    }

    private var sum: HTML {
        """
        <tr><td>\(localize(Strings.together))</td><td></td>\(cells(figures.now.totals, figures.rows))</tr>
        """
    }
}
