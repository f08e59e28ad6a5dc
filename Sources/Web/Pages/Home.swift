import CallRules
import HTTPTypes

extension Pages {
    /// Redirects administrators to the settings, employees to the calls, others to the sign-in
    /// page.
    func showHome(_ visit: PageVisit) throws -> Answer {
        guard visit.visitor.session != nil else { return .seeOther(PageRoute.signIn.path) }
        return .seeOther((visit.visitor.isAdmin ? PageRoute.settings(.connection) : .calls).path)
    }
}
