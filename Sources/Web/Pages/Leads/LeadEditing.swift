import CallRules
import HTTPTypes
import Store

extension Pages {
    /// The empty card, whose responsible is whoever opens it; a number and a name may come with the
    /// address.
    func showNewLead(_ visit: PageVisit) throws -> Answer {
        var form = LeadForm()
        form.name = visit.query["name"] ?? ""
        form.phones = [visit.query.optional("phone")].compactMap(\.self)
        form.responsible = try visit.employee().id
        return try editing(form, of: nil, visit).answer()
    }

    func addLead(_ visit: PageVisit) throws -> Answer {
        let form = LeadForm(visit.form)
        var details = LeadDetails()
        form.put(into: &details)
        let outcome = try store.createLead(
            details, origin: .manual, by: visit.author(), at: visit.now)
        return try PeopleNews.added.answer(outcome, at: { .lead($0.id.value) }) { trouble in
            try editing(form, of: nil, visit)
                .answer(trouble, seen: nil, differences: Problems())
        }
    }

    func showLeadForm(_ id: Int64) -> PageAction.Run {
        { visit in
            let lead = try leadCard(id).lead
            return try editing(LeadForm(lead.details), of: lead, visit).answer()
        }
    }

    /// Saves the card, unless somebody else, or a rule, saved it since it was shown.
    func saveLead(_ id: Int64) -> PageAction.Run {
        { visit in
            let form = LeadForm(visit.form)
            let seen = CardEditing.seen(visit.form)
            let outcome = try store.updateLead(
                Lead.ID(id), expecting: seen, by: visit.author(), at: visit.now
            ) { form.put(into: &$0) }
            return try PeopleNews.saved.answer(outcome, at: { .lead($0.id.value) }) { trouble in
                let lead = try leadCard(id).lead
                let names = SettingValue(
                    say: visit.say, choices: try store.settingChoices(at: visit.now))
                return try editing(form, of: lead, visit).answer(
                    trouble, seen: seen,
                    differences: form.differences(from: lead.details, names, visit.say))
            }
        }
    }

    private func editing(
        _ form: LeadForm, of lead: LeadRow?, _ visit: PageVisit
    ) throws -> CardEditing {
        let choices = try store.settingChoices(at: visit.now)
        return CardEditing(
            title: lead.map { LeadName.shown($0.details.name) } ?? visit.say(LeadWords.newTitle),
            way: lead.map { .lead($0.id.value) } ?? .leads, version: lead?.updatedAt,
            labels: LeadForm.labels, visitor: visit.visitor,
            fields: { LeadFields(form: form, problems: $0, choices: choices, say: visit.say).html })
    }
}
