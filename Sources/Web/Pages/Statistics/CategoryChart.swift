import CallRules
import Store

/// Calls by category: a bar and figures for each that has calls, and the calls without one.
struct CategoryChart {
    let figures: StatisticsPage.Figures
    /// By position.
    let categories: [CallCategory]
    let localize: Localizer

    private typealias Strings = StatisticsStrings

    private var heads: [LocalizedText] {
        [
            CommonStrings.category, Strings.bar, CommonStrings.calls,
            CallKind.incomingAnswered.name, CallKind.missed.name, CallKind.outgoingAnswered.name,
            CommonStrings.talk, CommonStrings.leads,
        ]
    }

    /// Nil: no call of the period has a category.
    var html: HTML? {
        let counted = figures.now.categories
        guard counted.contains(where: { $0.key != nil }) else { return nil }
        let named: [Line] = categories.compactMap { category in
            counted[category.id].map {
                Line(value: "\(category.id.value)", name: category.name, figures: $0)
            }
        }
        let rest = counted[nil].map {
            Line(value: "none", name: localize(CallNoteStrings.noCategory), figures: $0)
        }
        let lines = named + [rest].compactMap(\.self)
        let most = lines.map(\.figures.calls).max() ?? 0
        return """
            <section class="section chart" id="categories"><h2>\(localize(Strings.categories))</h2>
            <p class="lead">\(localize(Strings.categoriesMeaning))</p>
            \(ChartTable(heads: heads, rows: lines.map { row($0, most) }, sum: sum, localize: localize).html)</section>
            """
    }

    private struct Line {
        /// Of the call log's filter.
        let value: String
        let name: String
        let figures: CallFigures
    }

    private func row(_ line: Line, _ most: Int) -> HTML {
        let rows = figures.rows.with(.category, line.value)
        let sum = line.figures
        let bar = ChartBar(
            parts: [
                (.answered, sum.answered), (.missed, sum.missed), (.other, sum.outgoingUnanswered),
            ], whole: most, title: line.name, rows: rows)
        return "<tr><td>\(line.name)</td>\(bar.cell)\(cells(sum, rows))</tr>"
    }

    private func cells(_ sum: CallFigures, _ rows: CallsQuery) -> HTML {
        let figures: [(count: Int, rows: [CallsQuery.Field: String], text: String?)] = [
            (sum.calls, [:], nil),
            (sum.incomingAnswered, CallKind.incomingAnswered.rows, nil),
            (sum.missed, CallKind.missed.rows, nil),
            (sum.outgoingAnswered, CallKind.outgoingAnswered.rows, nil),
            (
                sum.talks.count, [.outcome: "answered", .talkFrom: "0"],
                Localizer.duration(seconds: sum.talks.seconds)
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
