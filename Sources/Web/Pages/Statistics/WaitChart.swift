import CallRules

/// Calls by waiting time: until the answer, or until the caller hung up.
struct WaitChart {
    let figures: StatisticsPage.Figures
    let localize: Localizer

    private typealias Strings = StatisticsStrings

    var html: HTML {
        let waits = figures.now.waits
        let most = waits.map { $0.answered + $0.missed }.max() ?? 0
        let rows = zip(WaitSpan.all, waits).map { row($0, $1, most) }
        return """
            <section class="section chart" id="waits"><h2>\(localize(Strings.waits))</h2>
            <p class="lead">\(localize(Strings.waitsMeaning))</p>
            \(ChartLegend(entries: [(.answered, CommonStrings.answered), (.missed, CommonStrings.missed)], localize: localize).html)
            \(ChartTable(heads: [Strings.waited, Strings.bar, CommonStrings.answered, CommonStrings.missed], rows: rows, localize: localize).html)</section>
            """
    }

    private func row(_ span: WaitSpan, _ wait: CallStatistics.WaitFigures, _ most: Int) -> HTML {
        let rows = figures.rows.with([
            .direction: "incoming", .waitFrom: "\(span.from)",
            .waitTo: span.to.map(String.init) ?? "",
        ])
        let name = localize(Strings.span(span))
        let bar = ChartBar(
            parts: [(.answered, wait.answered), (.missed, wait.missed)], whole: most,
            title: "\(name): \(localize(wait.answered + wait.missed, .calls))", rows: rows)
        return """
            <tr><td>\(name)</td>\(bar.cell)\
            \(Figure(wait.answered, rows.with(.outcome, "answered"), localize).cell)\
            \(Figure(wait.missed, rows.with(.outcome, "missed"), localize).cell)</tr>
            """
    }
}
