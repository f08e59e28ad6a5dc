import CallRules
import HTTPTypes
import Store

extension Pages {
    /// The form of a new client; the address may give a number and a name.
    func showNewClient(_ visit: PageVisit) throws -> Answer {
        var typed = ClientForm()
        typed.name = visit.query["name"] ?? ""
        typed.phones = [visit.query.optional("phone")].compactMap(\.self)
        return try editing(typed, of: nil as ClientRow?, visit).answer()
    }

    func addClient(_ visit: PageVisit) throws -> Answer {
        let typed = ClientForm(visit.form)
        if let question = try sharedNumbers(typed, of: nil as ClientRow?, visit) {
            return try editing(typed, of: nil as ClientRow?, visit).asking(question, seen: nil)
        }
        var details = ClientDetails()
        typed.put(into: &details)
        return try added(
            store.createClient(details, by: visit.author(), at: visit.now), typed, visit)
    }
}
