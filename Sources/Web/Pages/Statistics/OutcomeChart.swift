import CallRules

/// How calls ended, as shares of all.
struct OutcomeChart {
    let figures: StatisticsPage.Figures
    let say: Voice

    private typealias Words = StatisticsWords

    var html: HTML {
        let heads = [Words.outcome, Words.bar, Words.calls, Words.share, Words.allBefore]
        return """
            <section class="section chart" id="outcomes"><h2>\(say(Words.outcomes))</h2>
            <p class="lead">\(say(Words.outcomesMeaning))\(goingOn)</p>
            \(ChartTable(heads: heads, rows: CallKind.allCases.map(row), say: say).html)</section>
            """
    }

    private var goingOn: String {
        let count = figures.now.totals.goingOn
        return count > 0 ? " " + say(Words.goingOn(say(count, .calls))) : ""
    }

    private func row(_ kind: CallKind) -> HTML {
        let (count, whole) = (kind.count(figures.now.totals), figures.now.totals.calls)
        let rows = figures.rows.with(kind.rows)
        let share = say.share(count, of: whole) ?? "–"
        let bar = ChartBar(
            parts: [(kind.shade, count)], whole: whole,
            title: "\(say(kind.name)): \(say(count, .calls)), \(share)", rows: rows)
        let before = Figure(
            kind.count(figures.before.totals), figures.rowsBefore.with(kind.rows), say)
        return """
            <tr><td>\(say(kind.name))</td>\(bar.cell)\(Figure(count, rows, say).cell)\
            <td>\(share)</td>\(before.cell)</tr>
            """
    }
}
