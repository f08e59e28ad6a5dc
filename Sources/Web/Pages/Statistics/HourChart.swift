import CallRules

/// Calls by weekday and hour as a heat map.
struct HourChart {
    let figures: StatisticsPage.Figures
    let localize: Localizer

    private typealias Strings = StatisticsStrings
    private static let (left, top, width, height) = (34, 18, 30, 26)

    var html: HTML {
        """
        <section class="section chart" id="hours"><h2>\(localize(Strings.hours))</h2>
        <p class="lead">\(localize(Strings.hoursMeaning))</p>
        <div class="tablebox heat">\(map)</div>
        <details><summary>\(localize(Strings.table))</summary>\(table)</details></section>
        """
    }

    private var map: HTML {
        let (left, top, width, height) = (
            HourChart.left, HourChart.top, HourChart.width, HourChart.height
        )
        let most = figures.now.hours.map(\.calls).max() ?? 0
        let hours = (0..<24).map { hour in
            text("\(hour)", x: left + hour * width + width / 2, y: 12)
        }
        let days = (1...7).map { day in
            let y = top + (day - 1) * height + 17
            let sum = WeekHour.all.filter { $0.weekday == day }.map { of($0).calls }.reduce(0, +)
            let rows = figures.rows.with(.weekday, "\(day)")
            return """
                \(text(localize(Strings.weekdays[day - 1]), x: 14, y: y))\
                \(linked(text(localize.figure(sum), x: left + 24 * width + 26, y: y), sum, rows, nil))
                """ as HTML
        }
        return """
            <svg viewBox="0 0 \(left + 24 * width + 52) \(top + 7 * height)" role="group" \
            aria-label="\(localize(Strings.hours))">\(hours)\(days)\(WeekHour.all.compactMap { cell($0, most) })</svg>
            """
    }

    private func cell(_ hour: WeekHour, _ most: Int) -> HTML? {
        let count = of(hour).calls
        guard count > 0 else { return nil }
        let (x, y) = (
            HourChart.left + hour.hour * HourChart.width,
            HourChart.top + (hour.weekday - 1) * HourChart.height
        )
        let level = (count * 5 + most - 1) / max(most, 1)
        let rows = figures.rows.with([.weekday: "\(hour.weekday)", .hour: "\(hour.hour)"])
        let tile: HTML = """
            <rect class="heat\(level)" x="\(x)" y="\(y)"/>\(text(localize.figure(count), x: x + 15, y: y + 17))
            """
        return linked(tile, count, rows, localize(Strings.cell(hour, of(hour), localize)))
    }

    private func of(_ hour: WeekHour) -> CallFigures {
        figures.now.hours[(hour.weekday - 1) * 24 + hour.hour]
    }

    private func text(_ text: String, x: Int, y: Int) -> HTML {
        "<text x=\"\(x)\" y=\"\(y)\">\(text)</text>"
    }

    private func linked(_ html: HTML, _ count: Int, _ rows: CallsQuery, _ title: String?) -> HTML {
        guard count > 0 else { return html }
        return """
            <a href="\(Figure.address(rows))">\(title.map { "<title>\($0)</title>" as HTML })\(html)</a>
            """
    }

    private var table: HTML {
        let heads = [CommonStrings.calls, CommonStrings.answered, CommonStrings.missed]
        let rows = (0..<24).map { hour in
            let sum = WeekHour.all.filter { $0.hour == hour }.map(of).reduce(CallFigures(), +)
            let rows = figures.rows.with(.hour, "\(hour)")
            return """
                <tr><td>\(Strings.clock(hour))</td>\(Figure(sum.calls, rows, localize).cell)\
                \(Figure(sum.answered, rows.with(.outcome, "answered"), localize).cell)\
                \(Figure(sum.missed, rows.with(CallKind.missed.rows), localize).cell)</tr>
                """ as HTML
        }
        return ChartTable(heads: [CommonStrings.hour] + heads, rows: rows, localize: localize).html
    }
}
