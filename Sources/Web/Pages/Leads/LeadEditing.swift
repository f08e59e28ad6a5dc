import CallRules
import HTTPTypes
import Store

extension Pages {
    /// The form of a new lead, with the visitor as responsible employee; the address may give a
    /// number and a name.
    func showNewLead(_ visit: PageVisit) throws -> Answer {
        var typed = LeadForm()
        typed.name = visit.query["name"] ?? ""
        typed.phones = [visit.query.optional("phone")].compactMap(\.self)
        typed.responsible = try visit.employee().id
        return try editing(typed, of: nil as LeadRow?, visit).answer()
    }

    func addLead(_ visit: PageVisit) throws -> Answer {
        let typed = LeadForm(visit.form)
        if let question = try sharedNumbers(typed, of: nil as LeadRow?, visit) {
            return try editing(typed, of: nil as LeadRow?, visit).asking(question, seen: nil)
        }
        var details = LeadDetails()
        typed.put(into: &details)
        return try added(
            store.createLead(details, origin: .manual, by: visit.author(), at: visit.now), typed,
            visit)
    }
}
