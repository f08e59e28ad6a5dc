import CallRules
import HTTPTypes
import Store

/// What the page of one call shows.
struct CallPage {
    let detail: CallDetail
    /// This person may listen to the recording.
    let mayListen: Bool
    /// What Phonet told of it; empty for whoever may not read that.
    let messages: [CallMessage]
}

extension Pages {
    /// A call with everything known about it, by the uuid of any of its legs.
    func showCall(_ uuid: String) -> PageAction.Run {
        { visit in
            guard let detail = try store.call(uuid: uuid) else { throw PageRefusal.missing }
            let page = CallPage(
                detail: detail,
                mayListen: store.settings.settings.mayListen(try visit.employee().details.role),
                messages: visit.visitor.isAdmin
                    ? try store.messages(ofCall: detail.call.uuid) : [])
            return CallView(page: page, visitor: visit.visitor).answer()
        }
    }
}

extension Settings {
    /// Whether somebody of this role may listen to recordings; administrators always may.
    func mayListen(_ role: Employee.Role) -> Bool { role == .admin || employeesMayListen }
}
