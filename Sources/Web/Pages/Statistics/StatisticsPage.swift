import CallRules
import CompanyTime
import HTTPTypes
import Store

/// What the page of statistics shows.
struct StatisticsPage {
    /// The period and the employee, as the address says them.
    let query: CallsQuery
    /// So many days before today, and today: the period of whoever names none.
    let usualDays: Int
    /// By name, inactive people too.
    let employees: [EmployeeRow]
    let problems: [FieldProblem]
    /// Nil when the period cannot be counted.
    let figures: Figures?

    /// What was counted.
    struct Figures {
        let period: LocalPeriod
        let now: CallStatistics
        /// As many days right before.
        let before: CallStatistics
        /// The calls that were counted, in the journal.
        let rows: CallsQuery
        /// Those of as many days right before.
        let rowsBefore: CallsQuery
    }
}

extension Pages {
    /// Calls of a period in figures and charts, each of which opens the calls it counts.
    func showStatistics(_ visit: PageVisit) throws -> Answer {
        let days = store.settings.settings.defaultPeriodDays
        let query = CallsQuery(visit.query).only([.period, .from, .to, .employee])
        let employees = try store.settingChoices(at: visit.now).employees
        let wanted = CallFilterInput(query, days: days, me: try visit.employee().id, visit.localize)
        var problems = wanted.problems
        if let id = wanted.filter.employeeID, !employees.contains(where: { $0.id == id }) {
            problems.append(
                FieldProblem(CallsQuery.Field.employee.rawValue, CallsStrings.noValue))
        }
        var figures: StatisticsPage.Figures?
        if problems.isEmpty {
            figures = try self.figures(query, wanted, visit.localize)
            if figures == nil {
                problems.append(
                    FieldProblem(CallsQuery.Field.from.rawValue, StatisticsStrings.noPeriod))
            }
        }
        let page = StatisticsPage(
            query: query.without(problems, visit.localize), usualDays: days, employees: employees,
            problems: problems, figures: figures)
        return StatisticsView(page: page, visitor: visit.visitor)
            .answer(problems.isEmpty ? .ok : .unprocessableContent)
    }

    private func figures(
        _ query: CallsQuery, _ wanted: CallFilterInput, _ localize: Localizer
    ) throws -> StatisticsPage.Figures? {
        let last = wanted.days.last ?? LocalDay(of: localize.now, in: localize.companyClock)
        let first = wanted.days.first ?? last
        guard let period = LocalPeriod(from: first.start, to: last.end, in: localize.companyClock),
            let previous = period.previous, let now = period.cut, let before = previous.cut
        else { return nil }
        let scope = wanted.filter.statisticsScope
        let rows = query.only([.employee]).with([.direction: "outside"])
        let counted = try store.statistics(of: now, comparedWith: before, scope)
        return StatisticsPage.Figures(
            period: period, now: counted.now, before: counted.before, rows: rows.with(period),
            rowsBefore: rows.with(previous))
    }
}

extension CallFilter {
    fileprivate var statisticsScope: StatisticsScope {
        hasNoEmployee ? .nobody : employeeID.map(StatisticsScope.employee) ?? .everybody
    }
}

extension CallsQuery {
    /// What it says of these fields.
    func only(_ fields: [Field]) -> CallsQuery {
        CallsQuery(
            Dictionary(fields.map { ($0, self[$0]) }, uniquingKeysWith: { one, _ in one }))
    }

    /// Without what is wrong, except for days: this page travels packed, so nothing that somebody
    /// typed may stand in it beside its form token (phonet-gateway.conf).
    fileprivate func without(_ problems: [FieldProblem], _ localize: Localizer) -> CallsQuery {
        let wrong = Set(problems.map(\.field))
        return only(
            Field.allCases.filter {
                !wrong.contains($0.rawValue) || LocalDay(self[$0], in: localize.companyClock) != nil
            })
    }

    /// The same calls, of these days.
    func with(_ period: LocalPeriod) -> CallsQuery {
        with(days: period.days.first, period.days.last)
    }

    /// The same calls, from one day to another.
    func with(days first: LocalDay?, _ last: LocalDay?) -> CallsQuery {
        with([.from: first?.text ?? "", .to: last?.text ?? ""])
    }
}
