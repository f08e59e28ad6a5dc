import CallRules
import CompanyTime
import HTTPTypes
import JSONText
import Store

extension API {
    /// Statistics of calls with outside parties. Days and hours are in the time zone of the
    /// settings.
    func showStatistics(_ request: APIRequest) throws -> Answer {
        let settings = store.settings.settings
        let localize = Localizer(settings.language, timezone: settings.timezone, now: request.now)
        let today = LocalDay(of: request.now, in: localize.companyClock)
        var query = Query(request.query)
        let from =
            query.moment("from", in: localize, .start)
            ?? today.earlier(by: settings.defaultPeriodDays, in: localize.companyClock).start
        let to = query.moment("to", in: localize, .end) ?? today.end
        let employee: Employee.ID? = query.id("employee_id")
        let withIgnored = query.truth("with_ignored") ?? false
        let lineID: Line.ID? = query.id("line_id")
        let period = LocalPeriod(from: from, to: to, in: localize.companyClock)
        if period == nil, query.problems.isEmpty {
            query.refuse("from", "must be before to, and by two years at most")
        }
        try query.finish()
        guard let period, let cut = period.cut else { return .notFound }
        let counted = try store.statistics(
            of: cut, employee.map(StatisticsScope.employee) ?? .everybody, withIgnored: withIgnored,
            on: lineID.map { store.settings.lines[$0]?.number ?? "" }, seenBy: .program)
        return .json(JSON(counted, period, store.settings.lines))
    }
}

extension JSON {
    fileprivate init(_ statistics: CallStatistics, _ period: LocalPeriod, _ lines: LineBook) {
        let days = zip(period.days, statistics.days).map { day, figures in
            JSON.object([("day", .string(day.text))] + JSON.members(figures))
        }
        let hours = (0..<24).map { hour in
            let sum = stride(from: hour, to: 168, by: 24).map { statistics.hours[$0] }
                .reduce(CallFigures(), +)
            return JSON.object([("hour", .number(hour))] + JSON.members(sum))
        }
        let weekHours = zip(WeekHour.all, statistics.hours).filter { $0.1.calls > 0 }.map {
            JSON.object(
                [("weekday", .number($0.weekday)), ("hour", .number($0.hour))]
                    + JSON.members($1))
        }
        let employees = statistics.employees.sorted {
            ($0.key?.value ?? .max) < ($1.key?.value ?? .max)
        }
        .map { id, figures in
            JSON.object([("employee_id", .id(id))] + JSON.members(figures))
        }
        let categories = statistics.categories.sorted {
            ($0.key?.value ?? .max) < ($1.key?.value ?? .max)
        }
        .map { id, figures in
            JSON.object([("category_id", .id(id))] + JSON.members(figures))
        }
        let byLine = statistics.lines.sorted { ($0.key ?? "~") < ($1.key ?? "~") }
            .map { number, figures in
                JSON.object(
                    [("line_id", .id(lines[number]?.id)), ("trunk", .text(number))]
                        + JSON.members(figures))
            }
        self = .object([
            ("from", .time(period.start)), ("to", .time(period.end)),
            ("timezone", .string(period.clock.zone.identifier)),
            (
                "totals",
                .object(
                    JSON.members(statistics.totals) + [
                        ("unique_numbers", .number(statistics.uniqueNumbers)),
                        ("returned", .number(statistics.returned)),
                        ("median_return_seconds", .number(statistics.medianReturnSeconds)),
                    ])
            ),
            (
                "by_working_hours",
                .object([
                    (
                        HoursSide.within.rawValue,
                        .object(JSON.members(statistics.withinHours))
                    ),
                    (
                        HoursSide.outside.rawValue,
                        .object(JSON.members(statistics.outsideHours))
                    ),
                ])
            ),
            ("by_day", .list(days)), ("by_hour", .list(hours)),
            ("by_weekday_hour", .list(weekHours)), ("by_employee", .list(employees)),
            ("by_category", .list(categories)),
            ("by_line", .list(byLine)),
        ])
    }

    private static func members(_ figures: CallFigures) -> [(String, JSON)] {
        [
            ("calls", .number(figures.calls)), ("incoming", .number(figures.incoming)),
            ("outgoing", .number(figures.outgoing)), ("answered", .number(figures.answered)),
            ("incoming_answered", .number(figures.incomingAnswered)),
            ("missed", .number(figures.missed)),
            ("outgoing_answered", .number(figures.outgoingAnswered)),
            ("outgoing_unanswered", .number(figures.outgoingUnanswered)),
            ("not_returned", .number(figures.notReturned)),
            ("first_time", .number(figures.firstTime)),
            ("leads_created", .number(figures.leads)),
            ("talk_seconds", .number(figures.talks.seconds)),
            ("mean_talk_seconds", .number(figures.talks.mean)),
            ("mean_wait_seconds", .number(figures.waits.mean)),
        ]
    }
}
