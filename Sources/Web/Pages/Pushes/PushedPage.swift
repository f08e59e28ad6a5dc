import Store

/// The page a push opens.
package enum PushedPage {
    /// Path of the assigned lead, else of the call; "My page" for a trial.
    package static func path(_ content: Delivery.Content) -> String {
        switch content {
        case .trial, .event: return PageRoute.me.path
        case .notice(let notice):
            guard notice.news == .leadAssigned, let lead = notice.leadID else {
                return PageRoute.call(notice.callUUID).path
            }
            return PageRoute.lead(lead.value).path
        }
    }
}
