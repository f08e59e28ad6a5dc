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
            let card: LeadCard = try card(id)
            var filter = CallFilter()
            filter.leadID = card.lead.id
            let page = LeadPage(
                card: card,
                calls: try store.calls(filter, Pagination(limit: ClientPage.length)).items,
                choices: try store.settingChoices(at: visit.now),
                cardInCRM: CRMLinks(settings: store.settings.settings, base: visit.base)
                    .cardInCRM(of: card.lead))
            return LeadView(page: page, visitor: visit.visitor)
                .answer(news: ContactsFlash(visit.query))
        }
    }

    /// Another status, straight from the card.
    func setLeadStatus(_ id: Int64) -> PageAction.Run {
        { visit in
            guard let status = visit.form["status_id"].flatMap({ Int64($0) }) else {
                throw PageRefusal.missing
            }
            let outcome = try store.updateLead(
                Lead.ID(id), by: try visit.author(), at: visit.now
            ) { $0.statusID = LeadStatus.ID(status) }
            switch outcome {
            case .saved: return ContactsFlash.saved.answer(at: .lead(id))
            case .invalid, .conflict, .missing, .stale: throw PageRefusal.missing
            }
        }
    }
}
