import CallRules
import HTTPTypes
import Store
import WebForms

/// The data of the page of one dialling.
struct DiallingPage {
    let progress: DiallingProgress
    /// Whether the visitor's own phone rings.
    let isOwn: Bool
    /// The page the dialling was started from; nil: unknown.
    let back: PageRoute?
    /// The error of a hang-up; nil: none.
    var failure: LocalizedText?

    var path: String { DiallingPage.path(progress.dialling.id, back: back) }

    static func path(_ id: Dialling.ID, back: PageRoute?) -> String {
        PageRoute.dialling(id.value).path
            + (back.map { "?back=\(PercentEncoding.encoded($0.path))" } ?? "")
    }

    /// The page named in a form or query; nil: none.
    static func back(_ form: Form) -> PageRoute? {
        guard let path = form["back"], case .page(let route)? = Route(path: path[...]) else {
            return nil
        }
        return route.redirectTarget
    }
}

extension Pages {
    /// Asks Phonet to call a number for the signed-in employee.
    func dial(_ visit: PageVisit) throws -> Answer {
        let form = visit.form
        var order = DiallingOrder(
            employee: try visit.employee().id, number: PhoneNumber(form["phone"] ?? ""))
        order.key = form.optional("key").flatMap { $0.utf8.count <= 100 ? $0 : nil }
        order.leadID = form["lead_id"].flatMap { Int64($0) }.map { Lead.ID($0) }
        order.clientID = form["client_id"].flatMap { Int64($0) }.map { Client.ID($0) }
        let back = DiallingPage.back(form)
        switch try calling.dial(order, by: visit.author(), at: visit.now) {
        case .saved(let dialling):
            return .seeOther(DiallingPage.path(dialling.id, back: back))
        case .invalid(let problems), .conflict(let problems):
            return RefusedDialling(problems: problems, back: back, visitor: visit.visitor).answer
        case .missing, .stale: throw PageRefusal.missing
        }
    }

    /// Shows a dialling to the employee who started it and to those who oversee others.
    func showDialling(_ id: Int64) -> PageAction.Run {
        { visit in
            DiallingView(page: try diallingPage(id, visit), visitor: visit.visitor).answer()
        }
    }

    /// Asks Phonet to end the call while it is live.
    func hangUpDialling(_ id: Int64) -> PageAction.Run {
        { visit in
            var page = try diallingPage(id, visit)
            guard let uuid = page.progress.liveUUID(at: visit.now) else {
                return .seeOther(page.path)
            }
            switch try calling.hangUp(uuid, by: visit.author(), at: visit.now) {
            case nil, .phonet(.callNotFound)?: return .seeOther(page.path)
            case let failure?:
                page.failure = failure.sentence
                return DiallingView(page: page, visitor: visit.visitor).answer(.badGateway)
            }
        }
    }

    private func diallingPage(_ id: Int64, _ visit: PageVisit) throws -> DiallingPage {
        guard let progress = try store.diallingProgress(Dialling.ID(id), seenBy: visit.viewer())
        else {
            throw PageRefusal.missing
        }
        let isOwn = progress.dialling.employeeID == (try visit.employee().id)
        return DiallingPage(
            progress: progress, isOwn: isOwn,
            back: DiallingPage.back(visit.form) ?? DiallingPage.back(visit.query))
    }
}
