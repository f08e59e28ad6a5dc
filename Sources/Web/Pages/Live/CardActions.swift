import CallRules
import HTTPTypes
import Store

extension Pages {
    /// Dismisses the live card of a call.
    func dismissCall(_ uuid: String) -> PageAction.Run {
        { visit in
            guard
                try store.dismissCall(
                    uuid: uuid, of: try visit.employee().id, seenBy: visit.viewer(),
                    at: visit.now)
            else { throw PageRefusal.missing }
            return .seeOther(Pages.way(back: visit.form["back"]))
        }
    }

    /// Creates a lead from a call, once; then redirects to the lead.
    func createLead(_ uuid: String) -> PageAction.Run {
        { visit in
            let outcome = try store.createLead(
                ofCall: uuid, by: try visit.author(), at: visit.now)
            switch outcome {
            case .saved(let lead): return .seeOther(PageRoute.lead(lead.id.value).path)
            case .invalid, .conflict: return .seeOther(PageRoute.call(uuid).path)
            case .missing, .stale: throw PageRefusal.missing
            }
        }
    }
}
