import CallRules
import HTTPTypes
import Store

/// The data of the list of clients.
struct ClientsPage {
    let query: ContactsQuery
    let clients: Page<ClientRow>
    let total: ListTotal
    let choices: SettingChoices
}

extension Pages {
    /// Clients that the visitor sees, by name.
    func showClients(_ visit: PageVisit) throws -> Answer {
        let query = ContactsQuery(visit.query)
        let clients = try store.clients(query.clients, query.page, seenBy: visit.viewer())
        let page = ClientsPage(
            query: query, clients: clients,
            total: try clients.total(isFirst: query.page.after == nil)
                ?? store.clientTotal(query.clients, seenBy: visit.viewer()),
            choices: try store.settingChoices(at: visit.now))
        return ClientsView(page: page, visitor: visit.visitor)
            .answer(news: ContactsFlash(visit.query))
    }
}
