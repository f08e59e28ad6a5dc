import CallRules
import HTTPTypes
import Store

/// What the list of leads shows.
struct LeadsPage {
    let search: String
    let leads: Page<LeadRow>
    /// The page before this one was the newest.
    let isFirst: Bool
    let choices: SettingChoices
}

extension Pages {
    /// Leads, the newest first; every employee may see them.
    func showLeads(_ visit: PageVisit) throws -> Answer {
        var filter = LeadFilter()
        let search = String((visit.query["search"] ?? "").prefix(100))
        if !search.isEmpty { filter.text = search }
        let after = visit.query["after"].flatMap(Cursor.init)
        let page = LeadsPage(
            search: search, leads: try store.leads(filter, PageRequest(after: after)),
            isFirst: after == nil, choices: try store.settingChoices(at: visit.now))
        return LeadsView(page: page, visitor: visit.visitor).answer()
    }
}
