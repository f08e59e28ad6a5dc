import CallRules
import HTTPTypes
import Store

/// Data of a page of the call log.
struct CallsPage {
    let query: CallsQuery
    let wanted: CallFilterInput
    let total: CallTotal
    let calls: Page<CallRow>
    /// The period for which the call log is complete.
    let coverage: Coverage
    /// Whether there is no call at all that the visitor sees.
    let isFresh: Bool
    /// The default period, in days before today.
    let usualDays: Int
    let choices: Choices
    let views: [SavedView]
    /// The form of a saved view that was invalid; nil: none was.
    var refusedView: TypedView?

    /// The choices of the filters.
    struct Choices {
        /// By name, including inactive employees.
        let employees: [EmployeeRow]
        let lines: [String]
        /// By position.
        let categories: [CallCategory]
    }

    var problems: [FieldProblem] { wanted.problems }

    /// The query without the values that were refused: what the page shows, and where its links lead.
    var asked: CallsQuery {
        let refused = Set(problems.map(\.field))
        return query.only(CallsQuery.Field.allCases.filter { !refused.contains($0.rawValue) })
    }

    /// Calls per page. They keep the page under 60 KB with everything it loads.
    static let length = 25
}

extension Pages {
    /// The call log.
    func showCalls(_ visit: PageVisit) throws -> Answer {
        let page = try callsPage(CallsQuery(visit.query), visit)
        return CallsView(page: page, visitor: visit.visitor).answer(
            page.problems.isEmpty ? .ok : .unprocessableContent,
            news: visit.query["done"].flatMap(SavedViewFlash.init))
    }

    func callsPage(_ query: CallsQuery, _ visit: PageVisit) throws -> CallsPage {
        let me = try visit.employee().id
        let viewer = try visit.viewer()
        let days = store.settings.settings.defaultPeriodDays
        let wanted = CallFilterInput(query, days: days, me: me, visit.localize)
        let calls = try store.calls(
            wanted.filter, Pagination(limit: CallsPage.length, after: wanted.after),
            by: wanted.order, seenBy: viewer)
        return CallsPage(
            query: query, wanted: wanted,
            total: try store.callTotal(wanted.filter, by: wanted.order, seenBy: viewer),
            calls: calls, coverage: try store.coverage(),
            isFresh: try calls.items.isEmpty
                && store.calls(CallFilter(), Pagination(limit: 1), seenBy: viewer).items.isEmpty,
            usualDays: days,
            choices: CallsPage.Choices(
                employees: try store.employees(at: visit.now),
                lines: try store.callLines(), categories: try store.callCategories()),
            views: try store.savedViews(of: me))
    }
}
