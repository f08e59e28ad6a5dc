import CallRules
import HTTPTypes
import Store

/// What a client's card shows.
struct ClientPage {
    let card: ClientCard
    /// The latest first.
    let calls: [CallRow]
    let choices: SettingChoices
    /// Their card in the CRM; nil: the gateway was not told where it is.
    let cardInCRM: String?

    /// So many calls.
    static let length = 25
}

extension Pages {
    func showClient(_ id: Int64) -> PageAction.Run {
        { visit in
            let card: ClientCard = try card(id)
            var filter = CallFilter()
            filter.clientID = card.client.id
            let page = ClientPage(
                card: card,
                calls: try store.calls(filter, Pagination(limit: ClientPage.length)).items,
                choices: try store.settingChoices(at: visit.now),
                cardInCRM: CRMLinks(settings: store.settings.settings, base: visit.base)
                    .cardInCRM(of: card.client))
            return ClientView(page: page, visitor: visit.visitor)
                .answer(news: ContactsFlash(visit.query))
        }
    }
}
