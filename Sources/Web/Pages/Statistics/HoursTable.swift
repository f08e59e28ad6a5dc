import CallRules

/// The calls within and outside of working hours, each figure with a link to its calls.
struct HoursTable {
    let figures: StatisticsPage.Figures
    let localize: Localizer

    var html: HTML {
        let heads = [
            CommonStrings.time, CommonStrings.calls, CallKind.incomingAnswered.name,
            CallKind.missed.name, StatisticsStrings.notReturned, CallKind.outgoingAnswered.name,
            CallKind.outgoingUnanswered.name,
        ]
        return """
            <section class="section chart" id="working-hours"><h2>\(localize(HoursStrings.title))</h2>
            <p class="lead">\(localize(StatisticsStrings.workingHoursMeaning))</p>
            \(ChartTable(heads: heads, rows: HoursSide.allCases.map(row), localize: localize).html)</section>
            """
    }

    private func row(_ side: HoursSide) -> HTML {
        let counted = side.isWithin ? figures.now.withinHours : figures.now.outsideHours
        let rows = figures.rows.with(.hours, side.rawValue)
        func cell(_ kind: CallKind) -> HTML {
            Figure(kind.count(counted), rows.with(kind.rows), localize).cell
        }
        let waiting = Figure(
            counted.notReturned, rows.with([.direction: "", .returned: "no"]), localize)
        return """
            <tr><td>\(localize(HoursStrings.name(side)))</td>\(Figure(counted.calls, rows, localize).cell)\
            \(cell(.incomingAnswered))\(cell(.missed))\(waiting.cell)\(cell(.outgoingAnswered))\
            \(cell(.outgoingUnanswered))</tr>
            """
    }
}
