import CallRules
import HTTPTypes
import Store

extension Pages {
    /// The empty card; a number and a name may come with the address.
    func showNewClient(_ visit: PageVisit) throws -> Answer {
        var form = ClientForm()
        form.name = visit.query["name"] ?? ""
        form.phones = [visit.query.optional("phone")].compactMap(\.self)
        return try editing(form, of: nil, visit).answer()
    }

    func addClient(_ visit: PageVisit) throws -> Answer {
        let form = ClientForm(visit.form)
        var details = ClientDetails()
        form.put(into: &details)
        let outcome = try store.createClient(details, by: visit.author(), at: visit.now)
        return try PeopleNews.added.answer(outcome, at: { .client($0.id.value) }) { trouble in
            try editing(form, of: nil, visit)
                .answer(trouble, seen: nil, differences: Problems())
        }
    }

    func showClientForm(_ id: Int64) -> PageAction.Run {
        { visit in
            let client = try clientCard(id).client
            return try editing(ClientForm(client.details), of: client, visit).answer()
        }
    }

    /// Saves the card, unless somebody else saved it since it was shown.
    func saveClient(_ id: Int64) -> PageAction.Run {
        { visit in
            let form = ClientForm(visit.form)
            let seen = CardEditing.seen(visit.form)
            let outcome = try store.updateClient(
                Client.ID(id), expecting: seen, by: visit.author(), at: visit.now
            ) { form.put(into: &$0) }
            return try PeopleNews.saved.answer(outcome, at: { .client($0.id.value) }) { trouble in
                let client = try clientCard(id).client
                let names = SettingValue(
                    say: visit.say, choices: try store.settingChoices(at: visit.now))
                return try editing(form, of: client, visit).answer(
                    trouble, seen: seen,
                    differences: form.differences(from: client.details, names, visit.say))
            }
        }
    }

    private func editing(
        _ form: ClientForm, of client: ClientRow?, _ visit: PageVisit
    ) throws -> CardEditing {
        let choices = try store.settingChoices(at: visit.now)
        return CardEditing(
            title: client?.details.name ?? visit.say(ClientWords.newTitle),
            way: client.map { .client($0.id.value) } ?? .clients, version: client?.updatedAt,
            labels: ClientForm.labels, visitor: visit.visitor,
            fields: {
                ClientFields(form: form, problems: $0, choices: choices, say: visit.say).html
            })
    }
}
