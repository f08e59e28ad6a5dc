import CallRules
import CompanyTime
import HTTPTypes
import JSONText
import Store

/// The counts of the statistics page as a file: one row for each day, employee, category and line, and one
/// for all calls.
struct StatisticsExport {
    let page: StatisticsPage
    let figures: StatisticsPage.Figures
    let format: Export.Format
    let localize: Localizer

    private typealias Strings = StatisticsStrings

    /// What a row counts: in words, the code of JSON, the name of the day or person, the counts.
    private struct Line {
        let part: LocalizedText
        let code: String
        let name: String
        let figures: CallFigures
    }

    func write(_ send: ([UInt8]) throws -> Void) throws {
        let heads = [Strings.part, CommonStrings.name] + StatisticsExport.columns.map(\.name)
        var file = ExportFile(
            format, name: localize(Strings.title), head: heads.map { localize($0) }, localize)
        for line in lines {
            let counts = StatisticsExport.columns.map { $0.count(line.figures) }
            file.add(
                [.text(localize(line.part)), .text(line.name)]
                    + counts.map { $0.map { .number($0) } ?? .nothing },
                .object(
                    [("part", .string(line.code)), ("name", .string(line.name))]
                        + zip(StatisticsExport.columns, counts).map {
                            ($0.code, .number($1))
                        }))
        }
        try send(file.take())
        try send(file.end())
    }

    private var lines: [Line] {
        let now = figures.now
        let people = Dictionary(
            page.employees.map { ($0.id, $0.details.name) }, uniquingKeysWith: { one, _ in one })
        let categories = Dictionary(
            page.categories.map { ($0.id, $0.name) }, uniquingKeysWith: { one, _ in one })
        var lines = [
            Line(
                part: CommonStrings.all, code: "all",
                name:
                    "\(figures.period.days.first?.text ?? "") – \(figures.period.days.last?.text ?? "")",
                figures: now.totals)
        ]
        lines += zip(figures.period.days, now.days).map { day, counted in
            Line(
                part: Strings.day, code: "day", name: localize.numericDate(day.start),
                figures: counted)
        }
        lines += named(
            CommonStrings.employee, "employee",
            now.employees.map { id, counted in
                (id.map { people[$0] ?? "\($0.value)" } ?? localize(Strings.nobody), counted)
            })
        lines += named(
            CommonStrings.category, "category",
            now.categories.map { id, counted in
                (
                    id.map { categories[$0] ?? "\($0.value)" } ?? localize(CommonStrings.none),
                    counted
                )
            })
        lines += named(
            CommonStrings.line, "line",
            now.lines.map { number, counted in
                (number.map { localize.line($0) } ?? localize(CommonStrings.none), counted)
            })
        return lines
    }

    /// The busiest first.
    private func named(
        _ part: LocalizedText, _ code: String, _ counted: [(name: String, figures: CallFigures)]
    ) -> [Line] {
        counted.sorted { ($1.figures.calls, $0.name) < ($0.figures.calls, $1.name) }
            .map { Line(part: part, code: code, name: $0.name, figures: $0.figures) }
    }

    private struct Column {
        let code: String
        let name: LocalizedText
        let count: @Sendable (CallFigures) -> Int?
    }

    private static let columns = [
        Column(code: "calls", name: CommonStrings.calls) { $0.calls },
        Column(
            code: "incoming_answered",
            name: CallKind.incomingAnswered.name
        ) { $0.incomingAnswered },
        Column(code: "missed", name: CommonStrings.missed) { $0.missed },
        Column(
            code: "not_returned",
            name: LocalizedText(uk: "Ще не передзвонили", en: "Not returned yet")
        ) { $0.notReturned },
        Column(
            code: "outgoing_answered",
            name: CallKind.outgoingAnswered.name
        ) { $0.outgoingAnswered },
        Column(code: "outgoing_unanswered", name: CallKind.outgoingUnanswered.name) {
            $0.outgoingUnanswered
        },
        Column(
            code: "first_time", name: StatisticsStrings.firstTime
        ) { $0.firstTime },
        Column(code: "leads", name: CommonStrings.leads) { $0.leads },
        Column(
            code: "mean_wait_seconds",
            name: LocalizedText(uk: "Середнє очікування, с", en: "Mean wait, s")
        ) { $0.waits.mean },
        Column(
            code: "mean_talk_seconds",
            name: LocalizedText(uk: "Середня розмова, с", en: "Mean talk, s")
        ) { $0.talks.mean },
        Column(
            code: "talk_seconds", name: LocalizedText(uk: "Усі розмови, с", en: "Talk in all, s")
        ) { $0.talks.seconds },
    ]
}

/// The links to the files, for those who may export.
struct StatisticsFiles {
    let query: CallsQuery
    let visitor: Visitor

    var html: HTML? {
        guard visitor.may(.export) else { return nil }
        let path = query.path(to: .statisticsExport)
        let links = Export.Format.allCases.map { format in
            """
            <a href="\(path)\(path.contains("?") ? "&" : "?")format=\(format.rawValue)">\
            \(format.rawValue.uppercased())</a> 
            """ as HTML
        }
        return """
            <p class="muted">\(Icon.download.html) \(visitor.localizer(StatisticsStrings.takeAway)) \(links)</p>
            """
    }
}

extension Pages {
    /// The counts of the statistics page as a file, with its filters.
    func exportStatistics(_ visit: PageVisit) throws -> Answer {
        let page = try statisticsPage(visit)
        guard let figures = page.figures else {
            return .seeOther(page.query.path(to: .statistics))
        }
        let format = visit.query["format"].flatMap(Export.Format.init) ?? .csv
        if !visit.isHead {
            try store.noteExport(of: "statistics", by: try visit.author(), at: visit.now)
        }
        let export = StatisticsExport(
            page: page, figures: figures, format: format, localize: visit.localize)
        let days = figures.period.days
        let span = "\(days.first?.text ?? "")-\(days.last?.text ?? "")"
        return .file(named: "statistics-\(span).\(format.rawValue)", format.contentType) {
            try export.write($0)
        }
    }
}
