import CallRules
import HTTPTypes
import Store

/// The data of the list of leads.
struct LeadsPage {
    let query: ContactsQuery
    let leads: Page<LeadRow>
    let total: ListTotal
    let choices: SettingChoices
}

extension Pages {
    /// Leads that the visitor sees, the newest first.
    func showLeads(_ visit: PageVisit) throws -> Answer {
        let query = ContactsQuery(visit.query)
        let leads = try store.leads(query.leads, query.page, seenBy: visit.viewer())
        let page = LeadsPage(
            query: query, leads: leads,
            total: try leads.total(isFirst: query.page.after == nil)
                ?? store.leadTotal(query.leads, seenBy: visit.viewer()),
            choices: try store.settingChoices(at: visit.now))
        return LeadsView(page: page, visitor: visit.visitor).answer(
            news: ContactsFlash(visit.query))
    }
}
