import CallRules
import CompanyTime

/// Calls by day as stacked columns; by week or month when there are too many days.
struct DayChart {
    let figures: StatisticsPage.Figures
    let localize: Localizer

    private typealias Strings = StatisticsStrings

    var html: HTML {
        let columns = DayColumn.columns(figures, localize)
        return """
            <section class="section chart" id="days"><h2>\(localize(title(of: columns)))</h2>
            <p class="lead">\(localize(Strings.daysMeaning))</p>
            \(legend)\(plot(columns))
            <details><summary>\(localize(Strings.table))</summary>\(table(columns))</details></section>
            """
    }

    private func title(of columns: [DayColumn]) -> LocalizedText {
        columns.count == figures.period.days.count ? Strings.days : Strings.stretches
    }

    private var legend: HTML {
        ChartLegend(
            entries: [
                (.answered, CommonStrings.answered), (.missed, CommonStrings.missed),
                (.other, CallKind.outgoingUnanswered.name), (.before, Strings.allBefore),
            ],
            isUnfinished: figures.period.days.contains {
                $0.start <= localize.now && localize.now < $0.end
            },
            localize: localize
        ).html
    }

    private func plot(_ columns: [DayColumn]) -> HTML {
        let most = columns.map { max($0.figures.calls, $0.before) }.max() ?? 0
        let scale = ChartScale(holding: most)
        let width = columns.count * 10
        let shown = columns.enumerated().compactMap {
            column($0.element, at: $0.offset * 10, scale)
        }
        let before = columns.enumerated().map { place, column in
            column.before > 0 ? "M\(place * 10) \(scale.y(column.before))h10" : ""
        }.joined()
        let every = (columns.count + 7) / 8
        let labels = columns.enumerated().map { place, column -> HTML in
            guard place % every == 0 else { return "<span></span>" }
            // On a telephone there is room for half of them.
            let isSpare = every > 1 && place / every % 2 == 1
            return isSpare
                ? "<span><span class=\"wideonly\">\(column.label)</span></span>"
                : "<span>\(column.label)</span>"
        }
        return """
            <div class="plot"><div class="scale" aria-hidden="true"><span>\(localize.figure(scale.top))</span>\
            <span>\(localize.figure(scale.top / 2))</span><span>0</span></div>
            <svg viewBox="0 0 \(width) 200" preserveAspectRatio="none" role="group" \
            aria-label="\(localize(title(of: columns)))">\
            <defs><pattern id="hatch" width="\(ChartHatch.width(of: columns.count))" height="8" patternUnits="userSpaceOnUse">\
            <path d="M0 8 \(ChartHatch.width(of: columns.count)) 0" class="stripe"/></pattern></defs>\
            <path class="grid" d="M0 0h\(width)M0 100h\(width)M0 200h\(width)"/>\(shown)\
            <path class="before" d="\(before)"/></svg>
            <div class="days" aria-hidden="true">\(labels)</div></div>
            """
    }

    private func column(_ column: DayColumn, at x: Int, _ scale: ChartScale) -> HTML? {
        guard column.figures.calls > 0 else { return nil }
        let parts: [(Shade, Int)] = [
            (.answered, column.figures.answered), (.missed, column.figures.missed),
            (.other, column.figures.outgoingUnanswered),
        ]
        var sum = 0
        let pieces = parts.filter { $0.1 > 0 }.map { shade, count in
            let bottom = scale.y(sum)
            sum += count
            let height = max(bottom - scale.y(sum), 1)
            return
                "<path class=\"\(shade.rawValue)\" d=\"M\(x + 1) \(bottom)v-\(height)h8v\(height)z\"/>"
                as HTML
        }
        let rows = figures.rows.with(days: column.first, column.last)
        let hatch: HTML? =
            column.isUnfinished
            ? "<path class=\"hatch\" fill=\"url(#hatch)\" d=\"M\(x + 1) 200V\(scale.y(sum))h8V200z\"/>"
            : nil
        return """
            <a href="\(Figure.address(rows))"><title>\(localize(Strings.column(column, localize)))</title>\(pieces)\(hatch)</a>
            """
    }

    private func table(_ columns: [DayColumn]) -> HTML {
        ChartTable(
            heads: [Strings.day, CommonStrings.calls] + CallKind.allCases.map(\.name) + [
                Strings.allBefore
            ],
            rows: columns.map(row), localize: localize
        ).html
    }

    private func row(_ column: DayColumn) -> HTML {
        let rows = figures.rows.with(days: column.first, column.last)
        let isCut = column.lastBefore.end > figures.compared.end
        let before = figures.rowsBefore.with(
            days: column.firstBefore, isCut ? figures.compared.days.last : column.lastBefore
        ).with(.toTime, isCut ? figures.rowsBefore[.toTime] : "")
        let kinds = CallKind.allCases.map { kind in
            Figure(kind.count(column.figures), rows.with(kind.rows), localize).cell
        }
        return """
            <tr><td>\(column.label)</td>\(Figure(column.figures.calls, rows, localize).cell)\(kinds)\
            \(Figure(column.before, before, localize).cell)</tr>
            """
    }
}

/// A column of the chart: a day, a week or a month, cut at the ends of the period.
struct DayColumn {
    let first: LocalDay
    let last: LocalDay
    /// The days of the period before that are compared with this column.
    let firstBefore: LocalDay
    let lastBefore: LocalDay
    let figures: CallFigures
    /// The number of calls in those days.
    let before: Int
    let label: String
    /// Whether today is among its days.
    let isUnfinished: Bool

    /// The most columns of the chart.
    private static let most = 31

    static func columns(_ figures: StatisticsPage.Figures, _ localize: Localizer) -> [DayColumn] {
        let days = figures.period.days
        guard let before = figures.period.previous?.days, before.count >= days.count else {
            return []
        }
        let period = figures.period
        let clock = period.clock.localClock(from: period.start, to: period.end)
        return stretches(of: days, clock).compactMap { places in
            guard let first = places.first, let last = places.last else { return nil }
            let start = localize.date(days[first].start)
            let weekday = clock.hour(at: days[first].start).weekday
            let label =
                first == last
                ? "\(localize(StatisticsStrings.weekdays[weekday - 1])) \(start)"
                : "\(start) – \(localize.date(days[last].start))"
            return DayColumn(
                first: days[first], last: days[last], firstBefore: before[first],
                lastBefore: before[last],
                figures: figures.now.days[first...last].reduce(CallFigures(), +),
                before: figures.before.days.enumerated().reduce(0) {
                    (first...last).contains($1.offset) ? $0 + $1.element.calls : $0
                }, label: label,
                isUnfinished: days[first].start <= localize.now && localize.now < days[last].end)
        }
    }

    /// The days of each column, as ranges of indices.
    private static func stretches(of days: [LocalDay], _ clock: LocalClock) -> [Range<Int>] {
        func startsColumn(_ day: LocalDay) -> Bool {
            if days.count <= most { return true }
            if days.count > most * 7 { return day.text.hasSuffix("-01") }
            return clock.hour(at: day.start).weekday == 1
        }
        var starts = days.indices.filter { startsColumn(days[$0]) }
        if starts.first != 0 { starts.insert(0, at: 0) }
        return zip(starts, starts.dropFirst() + [days.count]).map { $0..<$1 }
    }
}

/// The hatching over a column that is not over.
enum ChartHatch {
    /// The width of one stripe, about 6 pixels of a wide screen, in the units of a chart whose columns are 10 wide.
    static func width(of columns: Int) -> String {
        let hundredths = max(columns * 6, 1)
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }
}

/// The scale of the vertical axis.
struct ChartScale {
    /// The top of the scale: a round, even number.
    let top: Int

    init(holding most: Int) {
        var unit = 1
        while unit < 1_000_000_000_000, most > unit * 100 { unit *= 10 }
        let steps = most > 10 ? [12, 14, 16, 20, 24, 30, 40, 50, 60, 80, 100] : [2, 4, 6, 8, 10]
        top = steps.lazy.map { $0 * unit }.first { $0 >= most } ?? most
    }

    /// The distance from the top, with a height of 200.
    func y(_ count: Int) -> Int { 200 - Int(Double(count) * 200 / Double(max(top, 1))) }
}
