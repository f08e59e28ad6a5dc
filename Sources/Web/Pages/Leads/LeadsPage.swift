import CallRules
import HTTPTypes
import Store

/// The data of the list of leads.
struct LeadsPage {
    let query: ContactsQuery
    let leads: Page<LeadRow>
    let choices: SettingChoices
}

extension Pages {
    /// Leads that the visitor sees, the newest first.
    func showLeads(_ visit: PageVisit) throws -> Answer {
        let query = ContactsQuery(visit.query)
        let page = LeadsPage(
            query: query, leads: try store.leads(query.leads, query.page, seenBy: visit.viewer()),
            choices: try store.settingChoices(at: visit.now))
        return LeadsView(page: page, visitor: visit.visitor).answer(
            news: ContactsFlash(visit.query))
    }
}
