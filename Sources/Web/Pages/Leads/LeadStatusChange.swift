import CallRules
import HTTPTypes
import Store

extension Pages {
    /// Changes the status from the contact card, without the form.
    func setLeadStatus(_ id: Int64) -> PageAction.Run {
        { visit in
            guard let status = visit.form["status_id"].flatMap({ Int64($0) }) else {
                throw PageRefusal.missing
            }
            let outcome = try store.updateLead(
                Lead.ID(id), by: try visit.author(), at: visit.now
            ) { $0.statusID = LeadStatus.ID(status) }
            switch outcome {
            case .saved: return ContactsFlash.saved.answer(at: .lead(id))
            case .invalid, .conflict, .missing, .stale: throw PageRefusal.missing
            }
        }
    }
}
