import CallRules

/// The calls of each line, each figure with a link to its calls.
struct LinesTable {
    let figures: StatisticsPage.Figures
    let localize: Localizer

    var html: HTML {
        let heads = [
            CommonStrings.line, CommonStrings.calls, CallKind.incomingAnswered.name,
            CallKind.missed.name, StatisticsStrings.notReturned, CallKind.outgoingAnswered.name,
            CallKind.outgoingUnanswered.name,
        ]
        let lines = figures.now.lines.compactMap { number, counted in
            number.map { (number: $0, counted: counted) }
        }.sorted { ($1.counted.calls, $0.number) < ($0.counted.calls, $1.number) }
        return """
            <section class="section chart" id="lines"><h2>\(localize(LinesStrings.title))</h2>
            <p class="lead">\(localize(LinesStrings.statistics))</p>
            \(ChartTable(heads: heads, rows: lines.map(row), localize: localize).html)</section>
            """
    }

    private func row(_ number: String, _ counted: CallFigures) -> HTML {
        let rows = figures.rows.with(.line, number)
        func cell(_ kind: CallKind) -> HTML {
            Figure(kind.count(counted), rows.with(kind.rows), localize).cell
        }
        let waiting = Figure(
            counted.notReturned, rows.with([.direction: "", .returned: "no"]), localize)
        return """
            <tr><td>\(localize.lineName(number))</td>\(Figure(counted.calls, rows, localize).cell)\
            \(cell(.incomingAnswered))\(cell(.missed))\(waiting.cell)\(cell(.outgoingAnswered))\
            \(cell(.outgoingUnanswered))</tr>
            """
    }
}
