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
            let card = try clientCard(id)
            var filter = CallFilter()
            filter.clientID = card.client.id
            let page = ClientPage(
                card: card,
                calls: try store.calls(filter, PageRequest(limit: ClientPage.length)).items,
                choices: try store.settingChoices(at: visit.now),
                cardInCRM: CRMLinks(settings: store.settings.settings, base: visit.base)
                    .cardInCRM(of: card.client))
            return ClientView(page: page, visitor: visit.visitor)
                .answer(news: PeopleNews(visit.query))
        }
    }

    /// Asks once, by name.
    func askAboutClient(_ id: Int64) -> PageAction.Run {
        { visit in
            let card = try clientCard(id)
            return PersonDeletionView(
                name: card.client.details.name,
                consequence: visit.say(ClientWords.deletion(calls: card.calls, visit.say)),
                card: .client(id), visitor: visit.visitor
            ).answer()
        }
    }

    func deleteClient(_ id: Int64) -> PageAction.Run {
        { visit in
            switch try store.deleteClient(Client.ID(id), by: try visit.author(), at: visit.now) {
            case .deleted: return PeopleNews.deleted.answer(at: .clients)
            case .missing, .inUse: throw PageRefusal.missing
            }
        }
    }

    func clientCard(_ id: Int64) throws -> ClientCard {
        guard let card = try store.clientCard(Client.ID(id)) else { throw PageRefusal.missing }
        return card
    }
}
