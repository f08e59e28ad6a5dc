import CallRules
import HTTPTypes
import Store

/// What a lead's card shows.
struct LeadPage {
    let card: LeadCard
    /// The latest first.
    let calls: [CallRow]
    let choices: SettingChoices
    /// Its card in the CRM; nil: the gateway was not told where it is.
    let cardInCRM: String?
}

extension Pages {
    func showLead(_ id: Int64) -> PageAction.Run {
        { visit in
            let card = try leadCard(id)
            var filter = CallFilter()
            filter.leadID = card.lead.id
            let page = LeadPage(
                card: card,
                calls: try store.calls(filter, PageRequest(limit: ClientPage.length)).items,
                choices: try store.settingChoices(at: visit.now),
                cardInCRM: CRMLinks(settings: store.settings.settings, base: visit.base)
                    .cardInCRM(of: card.lead))
            return LeadView(page: page, visitor: visit.visitor)
                .answer(news: PeopleNews(visit.query))
        }
    }

    /// Another status, straight from the card.
    func changeLeadStage(_ id: Int64) -> PageAction.Run {
        { visit in
            guard let status = visit.form["status_id"].flatMap({ Int64($0) }) else {
                throw PageRefusal.missing
            }
            let outcome = try store.updateLead(
                Lead.ID(id), by: try visit.author(), at: visit.now
            ) { $0.statusID = LeadStatus.ID(status) }
            switch outcome {
            case .saved: return PeopleNews.saved.answer(at: .lead(id))
            case .invalid, .conflict, .missing, .stale: throw PageRefusal.missing
            }
        }
    }

    /// Asks once, by name.
    func askAboutLead(_ id: Int64) -> PageAction.Run {
        { visit in
            let card = try leadCard(id)
            return PersonDeletionView(
                name: LeadName.shown(card.lead.details.name),
                consequence: visit.say(LeadWords.deletion(calls: card.calls, visit.say)),
                card: .lead(id), visitor: visit.visitor
            ).answer()
        }
    }

    func deleteLead(_ id: Int64) -> PageAction.Run {
        { visit in
            switch try store.deleteLead(Lead.ID(id), by: try visit.author(), at: visit.now) {
            case .deleted: return PeopleNews.deleted.answer(at: .leads)
            case .missing, .inUse: throw PageRefusal.missing
            }
        }
    }

    func leadCard(_ id: Int64) throws -> LeadCard {
        guard let card = try store.leadCard(Lead.ID(id)) else { throw PageRefusal.missing }
        return card
    }
}
