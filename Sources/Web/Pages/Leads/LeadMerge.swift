import CallRules
import HTTPTypes
import Store

extension Pages {
    func showLeadMerge(_ id: Int64) -> PageAction.Run {
        { visit in try leadMerge(id, visit.query, visit) }
    }

    func mergeLeads(_ id: Int64) -> PageAction.Run {
        { visit in
            guard let merge = MergePage.merge(of: Lead.ID(id), visit.form) else {
                throw PageRefusal.missing
            }
            let outcome = try store.merge(merge, by: visit.author(), at: visit.now)
            return try PeopleNews.merged.answer(outcome, at: { .lead($0.id.value) }) {
                try leadMerge(id, visit.form, visit, $0)
            }
        }
    }

    private func leadMerge(
        _ id: Int64, _ form: Form, _ visit: PageVisit, _ trouble: CardTrouble? = nil
    ) throws -> Answer {
        let own = try leadCard(id)
        let names = SettingValue(
            say: visit.say, choices: try store.settingChoices(at: visit.now))
        var page = MergePage(own: MergePage.Side(own.lead, names), form, trouble)
        var consequences: [Sentence] = []
        if let chosen = MergePage.chosen(form, besides: id) {
            let other = try leadCard(chosen)
            page.other = MergePage.Side(other.lead, names)
            consequences = LeadWords.merge(of: own, with: other, visit.say)
        } else {
            page.suggested = own.sharing.leads.map { MergePage.Side($0, names) }
            var filter = LeadFilter()
            filter.text = page.search
            if !page.search.isEmpty {
                page.found = try store.leads(filter, PageRequest(limit: 20)).items
                    .filter { $0.id.value != id }.map { MergePage.Side($0, names) }
            }
        }
        return MergeView(page: page, consequences: consequences, visitor: visit.visitor).answer()
    }
}

extension MergePage.Side {
    init(_ lead: LeadRow, _ names: SettingValue) {
        let details = lead.details
        self.init(
            id: lead.id.value, version: lead.updatedAt, name: LeadName.shown(details.name),
            card: .lead(lead.id.value),
            facts: [
                (LeadWords.status, details.statusID.map { names.status($0.value) } ?? ""),
                (LeadWords.phones, details.phones.map(\.grouped).joined(separator: ", ")),
                (
                    LeadWords.responsible,
                    details.responsibleID.map { names.employee($0.value) } ?? ""
                ),
                (LeadWords.externalID, details.externalID ?? ""),
            ])
    }
}
