import Store
import WebForms

/// A page of the gateway to which signing in through the CRM leads, with its query.
struct ReturnTarget: Hashable, Sendable {
    let route: PageRoute
    /// The address without the prefix: read as a page and its query, and written again, so that it
    /// cannot lead to another site.
    let text: String

    /// - Parameter text: the address of a page, with or without the prefix: `/calls?state=missed`.
    /// - Returns: nil for anything but a page that people open when they are signed in.
    init?(_ text: String) {
        guard text.hasPrefix("/"), text.utf8.count <= 1000 else { return nil }
        let mark = text.firstIndex(of: "?") ?? text.endIndex
        let (path, query) = (text[..<mark], text[mark...].dropFirst())
        let whole = path.hasPrefix(Route.prefix) ? String(path) : Route.prefix + path
        guard case .page(let route)? = Route(path: whole[...]), route.redirectTarget == route,
            route == .home || route == .widget || route.access != .anyone
        else { return nil }
        self.route = route
        let pairs = URLEncodedForm.pairs(query).map { (name: $0.name, value: $0.value) }
        guard
            pairs.allSatisfy({ pair in
                pair.name.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x5F }
            })
        else { return nil }
        self.text = String(route.path(with: pairs).dropFirst(Route.prefix.count))
    }

    /// The address of a page with the query it was asked for with, as `return` of the sign-in page: without
    /// the words about an earlier form. Without the query if that would not be accepted.
    static func path(of route: PageRoute, _ query: Substring) -> String {
        let told = URLEncodedForm.pairs(query)
            .filter { !$0.value.isEmpty && $0.name != "done" && $0.name != "news" }
            .map { (name: $0.name, value: $0.value) }
        let path = route.path(with: told)
        return ReturnTarget(path) == nil ? route.path : path
    }

    /// The path and query to redirect to: the page if the session may see it, else the home page.
    ///
    /// - Parameter text: the address without the prefix; nil: the home page.
    static func path(_ text: String?, for session: SessionRow) -> String {
        guard let target = text.flatMap(ReturnTarget.init) else { return PageRoute.home.path }
        return target.route.access.admits(session.role)
            ? Route.prefix + target.text : PageRoute.home.path
    }
}
