import Store

/// The page that opens with a push.
package enum PushedPage {
    /// Its path: the lead that was given, else the call, else one's own page.
    package static func path(_ content: PushDelivery.Content) -> String {
        switch content {
        case .trial: return PageRoute.me.path
        case .notice(let notice):
            guard notice.news == .leadAssigned, let lead = notice.leadID else {
                return PageRoute.call(notice.callUUID).path
            }
            return PageRoute.lead(lead.value).path
        }
    }
}
