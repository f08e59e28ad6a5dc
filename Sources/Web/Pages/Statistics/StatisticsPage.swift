import CallRules
import CompanyTime
import HTTPTypes
import Store

/// The data of the statistics page.
struct StatisticsPage {
    /// The period and the employee of the address.
    let query: CallsQuery
    /// The default period: this many days before today, and today.
    let usualDays: Int
    /// All employees, inactive ones too, by name.
    let employees: [EmployeeRow]
    /// Of calls, by position.
    let categories: [CallCategory]
    let problems: [FieldProblem]
    /// The statistics; nil when the period is invalid.
    let figures: Figures?

    /// The counts.
    struct Figures {
        let period: LocalPeriod
        /// The period before; of a period that is not over, the same part.
        let compared: LocalPeriod
        let now: CallStatistics
        /// The counts of the period before.
        let before: CallStatistics
        /// The call log of the counted calls.
        let rows: CallsQuery
        /// The call log of the period before.
        let rowsBefore: CallsQuery
        /// Whether the company ever closes, so that calls are told apart by working hours.
        let hasHours: Bool
    }
}

extension Pages {
    /// The statistics of a period: figures and charts with links to the counted calls.
    func showStatistics(_ visit: PageVisit) throws -> Answer {
        let page = try statisticsPage(visit)
        return StatisticsView(page: page, visitor: visit.visitor)
            .answer(page.problems.isEmpty ? .ok : .unprocessableContent)
    }

    func statisticsPage(_ visit: PageVisit) throws -> StatisticsPage {
        let days = store.settings.settings.defaultPeriodDays
        let query = CallsQuery(visit.query).only([.period, .from, .to, .employee, .line, .ignored])
        let employees = try store.employees(at: visit.now)
        let wanted = CallFilterInput(query, days: days, me: try visit.employee().id, visit.localize)
        var problems = wanted.problems
        if let id = wanted.filter.employeeID, !employees.contains(where: { $0.id == id }) {
            problems.append(
                FieldProblem(CallsQuery.Field.employee.rawValue, CallsStrings.noValue))
        }
        // Nothing that was typed stands in a page that is sent packed.
        if let line = wanted.filter.line, visit.localize.lines[line] == nil {
            problems.append(FieldProblem(CallsQuery.Field.line.rawValue, CallsStrings.noValue))
        }
        var figures: StatisticsPage.Figures?
        if problems.isEmpty {
            figures = try self.figures(query, wanted, visit.viewer(), visit.localize)
            if figures == nil {
                problems.append(
                    FieldProblem(CallsQuery.Field.from.rawValue, StatisticsStrings.noPeriod))
            }
        }
        return StatisticsPage(
            query: query.without(problems, visit.localize), usualDays: days, employees: employees,
            categories: try store.callCategories(), problems: problems, figures: figures)
    }

    private func figures(
        _ query: CallsQuery, _ wanted: CallFilterInput, _ viewer: Viewer, _ localize: Localizer
    ) throws -> StatisticsPage.Figures? {
        let last = wanted.days.last ?? LocalDay(of: localize.now, in: localize.companyClock)
        let first = wanted.days.first ?? last
        guard let period = LocalPeriod(from: first.start, to: last.end, in: localize.companyClock),
            let compared = period.compared(at: localize.now), let now = period.cut,
            let before = compared.cut
        else { return nil }
        let scope = wanted.filter.statisticsScope
        let withIgnored = wanted.filter.isIgnored == true
        let rows = query.only([.employee, .line])
            .with([.direction: "outside", .ignored: withIgnored ? "" : "no"])
        let counted = try store.statistics(
            of: now, comparedWith: before, scope, withIgnored: withIgnored,
            on: wanted.filter.line, seenBy: viewer)
        return StatisticsPage.Figures(
            period: period, compared: compared, now: counted.now, before: counted.before,
            rows: rows.with(period), rowsBefore: rows.with(compared),
            hasHours: !store.settings.clocks.isAlways)
    }
}

extension CallFilter {
    fileprivate var statisticsScope: StatisticsScope {
        hasNoEmployee ? .nobody : employeeID.map(StatisticsScope.employee) ?? .everybody
    }
}

extension CallsQuery {
    /// The query with these fields alone.
    func only(_ fields: [Field]) -> CallsQuery {
        CallsQuery(
            Dictionary(fields.map { ($0, self[$0]) }, uniquingKeysWith: { one, _ in one }))
    }

    /// The query without invalid fields, except valid days. The page is sent compressed
    /// (phonet-gateway.conf), so typed text must not be on the page together with the form token.
    fileprivate func without(_ problems: [FieldProblem], _ localize: Localizer) -> CallsQuery {
        let wrong = Set(problems.map(\.field))
        return only(
            Field.allCases.filter {
                !wrong.contains($0.rawValue) || LocalDay(self[$0], in: localize.companyClock) != nil
            })
    }

    /// The same filters with these days.
    func with(_ period: LocalPeriod) -> CallsQuery {
        with(days: period.days.first, period.days.last)
            .with(.toTime, period.cutSeconds.map(StatisticsStrings.timeOfDay) ?? "")
    }

    /// The same filters from one day to another.
    func with(days first: LocalDay?, _ last: LocalDay?) -> CallsQuery {
        with([.from: first?.text ?? "", .to: last?.text ?? "", .toTime: ""])
    }
}
