import CallRules

/// The outcomes of calls, as shares of all calls.
struct OutcomeChart {
    let figures: StatisticsPage.Figures
    let localize: Localizer

    private typealias Strings = StatisticsStrings

    var html: HTML {
        let heads = [
            CommonStrings.outcome, Strings.bar, CommonStrings.calls, Strings.share,
            Strings.allBefore,
        ]
        return """
            <section class="section chart" id="outcomes"><h2>\(localize(Strings.outcomes))</h2>
            <p class="lead">\(localize(Strings.outcomesMeaning))\(goingOn)</p>
            \(ChartTable(heads: heads, rows: CallKind.allCases.map(row), localize: localize).html)</section>
            """
    }

    private var goingOn: String {
        let count = figures.now.totals.goingOn
        return count > 0 ? " " + localize(Strings.goingOn(localize(count, .calls))) : ""
    }

    private func row(_ kind: CallKind) -> HTML {
        let (count, whole) = (kind.count(figures.now.totals), figures.now.totals.calls)
        let rows = figures.rows.with(kind.rows)
        let share = localize.share(count, of: whole) ?? "–"
        let bar = ChartBar(
            parts: [(kind.shade, count)], whole: whole,
            title: "\(localize(kind.name)): \(localize(count, .calls)), \(share)", rows: rows)
        let before = Figure(
            kind.count(figures.before.totals), figures.rowsBefore.with(kind.rows), localize)
        return """
            <tr><td>\(localize(kind.name))</td>\(bar.cell)\(Figure(count, rows, localize).cell)\
            <td>\(share)</td>\(before.cell)</tr>
            """
    }
}
