import CallRules

/// Calls by something, with their talks and leads: a bar and figures for each row, and the total.
struct WorkTable {
    /// Heading of the names.
    let names: LocalizedText
    let rows: [StatisticsRow]
    /// Whether there is a column for how long callers waited.
    let hasWaits: Bool
    /// Figures of all calls and the call log that shows them.
    let total: (figures: CallFigures, calls: CallsQuery)
    let localize: Localizer

    private typealias Strings = StatisticsStrings

    var html: HTML {
        let most = rows.map(\.figures.calls).max() ?? 0
        let sum: HTML = """
            <tr><td>\(localize(Strings.together))</td><td></td>\(cells(total.figures, total.calls))</tr>
            """
        return ChartTable(
            heads: heads, rows: rows.map { html($0, most) }, sum: sum, localize: localize
        ).html
    }

    private var heads: [LocalizedText] {
        [
            names, Strings.bar, CommonStrings.calls, CallKind.incomingAnswered.name,
            CallKind.missed.name, CallKind.outgoingAnswered.name, CommonStrings.talk,
        ] + (hasWaits ? [Strings.meanWait] : []) + [CommonStrings.leads]
    }

    private func html(_ row: StatisticsRow, _ most: Int) -> HTML {
        let sum = row.figures
        let bar = ChartBar(
            parts: [
                (.answered, sum.answered), (.missed, sum.missed), (.other, sum.outgoingUnanswered),
            ], whole: most, title: row.name, rows: row.calls)
        return "<tr><td>\(row.title)</td>\(bar.cell)\(cells(sum, row.calls))</tr>"
    }

    private struct Cell {
        let count: Int
        let rows: [CallsQuery.Field: String]
        /// Nil: the count.
        var text: String?
    }

    private func cells(_ sum: CallFigures, _ calls: CallsQuery) -> HTML {
        let answered = CallKind.incomingAnswered.rows
        let wait = Cell(
            count: sum.waits.count, rows: answered.merging([.waitFrom: "0"]) { one, _ in one },
            text: sum.waits.mean.map { Localizer.duration(seconds: $0) } ?? "–")
        let talk = Cell(
            count: sum.talks.count, rows: [.outcome: "answered", .talkFrom: "0"],
            text: Localizer.duration(seconds: sum.talks.seconds))
        let cells =
            [
                Cell(count: sum.calls, rows: [:]),
                Cell(count: sum.incomingAnswered, rows: answered),
                Cell(count: sum.missed, rows: CallKind.missed.rows),
                Cell(count: sum.outgoingAnswered, rows: CallKind.outgoingAnswered.rows), talk,
            ] + (hasWaits ? [wait] : []) + [Cell(count: sum.leads, rows: [.lead: "yes"])]
        let shown = cells.map { cell in
            let link = Figure(cell.count, calls.with(cell.rows), localize)
                .html(saying: cell.text ?? localize.figure(cell.count))
            return "<td>\(link)</td>" as HTML
        }
        return "\(shown)"
    }
}
