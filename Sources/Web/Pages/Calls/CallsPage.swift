import CallRules
import HTTPTypes
import Store

/// What a page of the journal shows.
struct CallsPage {
    let query: CallsQuery
    let calls: Page<CallRow>
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
        let query = CallsQuery(
            visit.query, days: store.settings.settings.defaultPeriodDays, of: try visit.employee(),
            visit.say)
        let calls = try store.calls(
            query.filter, PageRequest(limit: CallsPage.length, after: query.after))
        let isFresh =
            try calls.items.isEmpty
            && store.calls(CallFilter(), PageRequest(limit: 1)).items.isEmpty
        let page = CallsPage(
            query: query, calls: calls, coverage: try store.coverage(), isFresh: isFresh)
        return CallsView(page: page, visitor: visit.visitor)
            .answer(query.problems.isEmpty ? .ok : .unprocessableContent)
    }
}
