import CallRules

/// The calls of each line, the busiest first.
struct LinesTable {
    let figures: StatisticsPage.Figures
    let localize: Localizer

    var html: HTML {
        let lines = figures.now.lines.compactMap { number, counted in
            number.map { (number: $0, counted: counted) }
        }.sorted { ($1.counted.calls, $0.number) < ($0.counted.calls, $1.number) }
        return AnswerTable(
            id: "lines", title: LinesStrings.title, meaning: LinesStrings.statistics,
            names: CommonStrings.line,
            rows: lines.map { line in
                StatisticsRow(
                    name: localize.line(line.number), shown: localize.lineName(line.number),
                    figures: line.counted,
                    calls: figures.rows.with(.line, line.number))
            }, localize: localize
        ).html
    }
}
