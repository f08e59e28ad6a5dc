import CallRules
import HTTPTypes
import Store

/// The data of the webhook log page.
struct WebhookLogPage {
    let query: WebhookLogQuery
    let messages: Page<WebhookMessageRow>
    /// The number of all quarantined messages, not only those of the filter.
    let quarantined: Int
    /// The result of the last replay; nil: none.
    let replayed: ReplayFlash?
    /// Of the replay of many messages; nil: there was none since the program started.
    let replay: BackgroundReplay.Progress?

    /// Rows per page. They keep the page under 60 KB with everything it loads.
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
            quarantined: try store.quarantinedMessages(), replayed: ReplayFlash(visit.query),
            replay: intake.replays.progress)
        return WebhookLogView(page: page, visitor: visit.visitor)
            .answer(query.days.problems.isEmpty ? .ok : .unprocessableContent)
    }
}
