import CallRules
import HTTPTypes
import Store

/// What a page of the journal shows.
struct CallsPage {
    let query: CallsQuery
    let calls: Page<CallRow>
    let problems: Problems
    /// How far the journal can be relied on.
    let coverage: Coverage
    /// No call was ever stored.
    let isFresh: Bool

    /// Calls on a page: it stays under 60 KB with everything it loads.
    static let length = 25
}

extension Pages {
    /// The journal of calls, the latest first.
    func showCalls(_ visit: PageVisit) throws -> Answer {
        let query = CallsQuery(visit.query)
        let wanted = CallsFilter(
            query, days: store.settings.settings.defaultPeriodDays, me: try visit.employee().id,
            visit.say)
        let calls = try store.calls(
            wanted.filter, PageRequest(limit: CallsPage.length, after: wanted.after),
            by: wanted.order)
        let isFresh =
            try calls.items.isEmpty
            && store.calls(CallFilter(), PageRequest(limit: 1)).items.isEmpty
        let page = CallsPage(
            query: query, calls: calls, problems: Problems(wanted.problems),
            coverage: try store.coverage(), isFresh: isFresh)
        return CallsView(page: page, visitor: visit.visitor)
            .answer(page.problems.isEmpty ? .ok : .unprocessableContent)
    }
}
