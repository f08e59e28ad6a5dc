import CallRules
import HTTPTypes
import Store

/// What a page of the journal shows.
struct CallsPage {
    let query: CallsQuery
    let wanted: CallFilterInput
    let calls: Page<CallRow>
    /// How far the journal can be relied on.
    let coverage: Coverage
    /// No call was ever stored.
    let isFresh: Bool
    /// The period of whoever names none, in days before today.
    let usualDays: Int
    let choices: Choices
    let views: [SavedView]
    /// The form for a view that came back with a mistake.
    var refusedView: TypedView?

    /// What the filters offer.
    struct Choices {
        /// By name; who is not with the company any more, too.
        let employees: [EmployeeRow]
        let lines: [String]
    }

    var problems: Problems { Problems(wanted.problems) }

    /// Calls on a page: it stays under 60 KB with everything it loads.
    static let length = 25
}

extension Pages {
    /// The journal of calls.
    func showCalls(_ visit: PageVisit) throws -> Answer {
        let page = try callsPage(CallsQuery(visit.query), visit)
        return CallsView(page: page, visitor: visit.visitor).answer(
            page.problems.isEmpty ? .ok : .unprocessableContent,
            news: visit.query["done"].flatMap(SavedViewNotice.init))
    }

    func callsPage(_ query: CallsQuery, _ visit: PageVisit) throws -> CallsPage {
        let me = try visit.employee().id
        let days = store.settings.settings.defaultPeriodDays
        let wanted = CallFilterInput(query, days: days, me: me, visit.localize)
        let calls = try store.calls(
            wanted.filter, Pagination(limit: CallsPage.length, after: wanted.after),
            by: wanted.order)
        return CallsPage(
            query: query, wanted: wanted, calls: calls, coverage: try store.coverage(),
            isFresh: try calls.items.isEmpty
                && store.calls(CallFilter(), Pagination(limit: 1)).items.isEmpty,
            usualDays: days,
            choices: CallsPage.Choices(
                employees: try store.settingChoices(at: visit.now).employees,
                lines: try store.callLines()),
            views: try store.savedViews(of: me))
    }
}
