import CallRules
import HTTPTypes
import Store

extension Pages {
    func showClientMerge(_ id: Int64) -> PageAction.Run {
        { visit in try clientMerge(id, visit.query, visit) }
    }

    func mergeClients(_ id: Int64) -> PageAction.Run {
        { visit in
            guard let merge = MergePage.merge(of: Client.ID(id), visit.form) else {
                throw PageRefusal.missing
            }
            let outcome = try store.merge(merge, by: visit.author(), at: visit.now)
            return try PeopleNews.merged.answer(outcome, at: { .client($0.id.value) }) {
                try clientMerge(id, visit.form, visit, $0)
            }
        }
    }

    private func clientMerge(
        _ id: Int64, _ form: Form, _ visit: PageVisit, _ trouble: CardTrouble? = nil
    ) throws -> Answer {
        let own = try clientCard(id)
        let names = SettingValue(
            say: visit.say, choices: try store.settingChoices(at: visit.now))
        var page = MergePage(own: MergePage.Side(own.client, names), form, trouble)
        var consequences: [Sentence] = []
        if let chosen = MergePage.chosen(form, besides: id) {
            let other = try clientCard(chosen)
            page.other = MergePage.Side(other.client, names)
            consequences = ClientWords.merge(of: own, with: other, visit.say)
        } else {
            page.suggested = own.sharing.clients.map { MergePage.Side($0, names) }
            var filter = ClientFilter()
            filter.search = page.search
            if !page.search.isEmpty {
                page.found = try store.clients(filter, PageRequest(limit: 20)).items
                    .filter { $0.id.value != id }.map { MergePage.Side($0, names) }
            }
        }
        return MergeView(page: page, consequences: consequences, visitor: visit.visitor).answer()
    }
}

extension MergePage.Side {
    init(_ client: ClientRow, _ names: SettingValue) {
        let details = client.details
        let admins = details.adminIDs.map { names.employee($0.value) }
        self.init(
            id: client.id.value, version: client.updatedAt, name: details.name,
            card: .client(client.id.value),
            facts: [
                (ClientWords.company, details.company ?? ""),
                (ClientWords.phones, details.phones.map(\.grouped).joined(separator: ", ")),
                (ClientWords.admins, admins.joined(separator: ", ")),
                (ClientWords.externalID, details.externalID ?? ""),
            ])
    }
}
