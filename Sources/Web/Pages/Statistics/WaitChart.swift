import CallRules

/// How long callers waited: until somebody answered, or until they gave up.
struct WaitChart {
    let figures: StatisticsPage.Figures
    let say: Voice

    private typealias Words = StatisticsWords

    var html: HTML {
        let waits = figures.now.waits
        let most = waits.map { $0.answered + $0.missed }.max() ?? 0
        let rows = zip(WaitSpan.all, waits).map { row($0, $1, most) }
        return """
            <section class="section chart" id="waits"><h2>\(say(Words.waits))</h2>
            <p class="lead">\(say(Words.waitsMeaning))</p>
            \(ChartLegend(entries: [(.answered, Words.answered), (.missed, Words.missed)], say: say).html)
            \(ChartTable(heads: [Words.waited, Words.bar, Words.answered, Words.missed], rows: rows, say: say).html)</section>
            """
    }

    private func row(_ span: WaitSpan, _ wait: CallStatistics.WaitFigures, _ most: Int) -> HTML {
        let rows = figures.rows.with([
            .direction: "incoming", .waitFrom: "\(span.from)",
            .waitTo: span.to.map(String.init) ?? "",
        ])
        let name = say(Words.span(span))
        let bar = ChartBar(
            parts: [(.answered, wait.answered), (.missed, wait.missed)], whole: most,
            title: "\(name): \(say(wait.answered + wait.missed, .calls))", rows: rows)
        return """
            <tr><td>\(name)</td>\(bar.cell)\
            \(Figure(wait.answered, rows.with(.outcome, "answered"), say).cell)\
            \(Figure(wait.missed, rows.with(.outcome, "missed"), say).cell)</tr>
            """
    }
}
