import CallRules

/// Calls by something, each figure with a link to its calls: how many, answered, missed, not returned.
struct AnswerTable {
    /// Of the element, for links to it.
    let id: String
    let title: LocalizedText
    let meaning: LocalizedText
    /// Heading of the names.
    let names: LocalizedText
    let rows: [StatisticsRow]
    let localize: Localizer

    var html: HTML {
        let heads = [
            names, CommonStrings.calls, CallKind.incomingAnswered.name, CallKind.missed.name,
            StatisticsStrings.notReturned, CallKind.outgoingAnswered.name,
            CallKind.outgoingUnanswered.name,
        ]
        return """
            <section class="section chart" id="\(id)"><h2>\(localize(title))</h2>
            <p class="lead">\(localize(meaning))</p>
            \(ChartTable(heads: heads, rows: rows.map(html), localize: localize).html)</section>
            """
    }

    private func html(_ row: StatisticsRow) -> HTML {
        func cell(_ kind: CallKind) -> HTML {
            Figure(kind.count(row.figures), row.calls.with(kind.rows), localize).cell
        }
        let waiting = Figure(
            row.figures.notReturned, row.calls.with([.direction: "", .returned: "no"]), localize)
        return """
            <tr><td>\(row.title)</td>\(Figure(row.figures.calls, row.calls, localize).cell)\
            \(cell(.incomingAnswered))\(cell(.missed))\(waiting.cell)\(cell(.outgoingAnswered))\
            \(cell(.outgoingUnanswered))</tr>
            """
    }
}
