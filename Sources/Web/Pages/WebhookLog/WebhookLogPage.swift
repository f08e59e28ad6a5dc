import CallRules
import HTTPTypes
import Store

/// What the journal of webhook messages shows.
struct WebhookLogPage {
    let query: WebhookLogQuery
    let messages: Page<WebhookMessageRow>
    /// Messages in quarantine, whatever the filter says.
    let quarantined: Int
    /// What the last form did; nil: there was none.
    let replayed: ReplayFlash?

    /// Messages on a page: it stays under 60 KB with everything it loads.
    static let length = 25
}

extension Pages {
    /// The webhook messages, the latest first.
    func showMessages(_ visit: PageVisit) throws -> Answer {
        let query = WebhookLogQuery(visit.query, visit.localize)
        let page = WebhookLogPage(
            query: query,
            messages: try store.webhookMessages(
                query.filter, Pagination(limit: WebhookLogPage.length, after: query.after)),
            quarantined: try store.quarantinedMessages(), replayed: ReplayFlash(visit.query))
        return WebhookLogView(page: page, visitor: visit.visitor)
            .answer(query.days.problems.isEmpty ? .ok : .unprocessableContent)
    }
}
