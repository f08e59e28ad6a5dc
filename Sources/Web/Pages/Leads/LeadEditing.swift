import CallRules
import HTTPTypes
import Store

extension Pages {
    /// The empty card, whose responsible is whoever opens it; a number and a name may come with the
    /// address.
    func showNewLead(_ visit: PageVisit) throws -> Answer {
        var typed = LeadForm()
        typed.name = visit.query["name"] ?? ""
        typed.phones = [visit.query.optional("phone")].compactMap(\.self)
        typed.responsible = try visit.employee().id
        return try editing(typed, of: nil as LeadRow?, visit).answer()
    }

    func addLead(_ visit: PageVisit) throws -> Answer {
        let typed = LeadForm(visit.form)
        var details = LeadDetails()
        typed.put(into: &details)
        return try added(
            store.createLead(details, origin: .manual, by: visit.author(), at: visit.now), typed,
            visit)
    }
}
