import CallRules

/// The calls within and outside of working hours.
struct HoursTable {
    let figures: StatisticsPage.Figures
    let localize: Localizer

    var html: HTML {
        AnswerTable(
            id: "working-hours", title: HoursStrings.title,
            meaning: StatisticsStrings.workingHoursMeaning, names: CommonStrings.time,
            rows: HoursSide.allCases.map { side in
                StatisticsRow(
                    name: localize(HoursStrings.name(side)),
                    figures: side.isWithin ? figures.now.withinHours : figures.now.outsideHours,
                    calls: figures.rows.with(.hours, side.rawValue))
            }, localize: localize
        ).html
    }
}
