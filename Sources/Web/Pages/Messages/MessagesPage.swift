import CallRules
import HTTPTypes
import Store

/// What the journal of webhook messages shows.
struct MessagesPage {
    let query: MessagesQuery
    let messages: Page<MessageRow>
    /// Messages in quarantine, whatever the filter says.
    let quarantined: Int
    /// What the last form did; nil: there was none.
    let replayed: ReplayNews?

    /// Messages on a page: it stays under 60 KB with everything it loads.
    static let length = 25
}

extension Pages {
    /// The webhook messages, the latest first.
    func showMessages(_ visit: PageVisit) throws -> Answer {
        let query = MessagesQuery(visit.query, visit.say)
        let page = MessagesPage(
            query: query,
            messages: try store.webhookMessages(
                query.filter, PageRequest(limit: MessagesPage.length, after: query.after)),
            quarantined: try store.quarantinedMessages(), replayed: ReplayNews(visit.query))
        return MessagesView(page: page, visitor: visit.visitor)
            .answer(query.days.problems.isEmpty ? .ok : .unprocessableContent)
    }
}
