import CallRules
import HTTPTypes
import JSONText
import Store

extension Pages {
    /// The page of the widget, for a frame in a page of the CRM. It talks to a page of the origin that
    /// the query names, if the settings have it or it is the gateway's own.
    func showWidget(_ visit: PageVisit) throws -> Answer {
        let settings = store.settings.settings
        let own = WebOrigin(String(visit.addresses.pages.dropLast(Route.prefix.count)))
        let wanted = visit.query.optional("origin").flatMap(WebOrigin.init)
        let mayTalk = wanted.map { $0 == own || settings.crmOrigins.contains($0.text) } ?? false
        let view = WidgetView(
            visitor: visit.visitor, origin: mayTalk ? wanted?.text : nil,
            base: visit.addresses.pages)
        return .framed(view.document, by: settings.crmOrigins)
    }

    /// Calls a number for the widget: 202 with the uuid that the webhooks of the call will have, or why
    /// not, in the person's language.
    func dialFromWidget(_ visit: PageVisit) throws -> Answer {
        let form = visit.form
        var order = DiallingOrder(
            employee: try visit.employee().id, number: PhoneNumber(form["phone"] ?? ""))
        if let id = form.optional("external_id") {
            // Somebody else's client is dialled all the same, as the CRM allows it.
            let viewer = try visit.viewer()
            order.clientID = try store.client(externalID: id).flatMap {
                try store.client($0.id, seenBy: viewer)?.id
            }
            if order.clientID == nil {
                order.leadID = try store.lead(externalID: id).flatMap {
                    try store.lead($0.id, seenBy: viewer)?.id
                }
            }
        }
        switch try calling.dial(order, by: visit.author(), at: visit.now) {
        case .saved(let dialling):
            switch dialling.answer {
            case .accepted(let uuid):
                let rings = visit.localize(WidgetStrings.rings(dialling.extension))
                return .json(
                    .object([
                        ("uuid", .string(uuid)), ("phone", .string(dialling.phone)),
                        ("text", .string(rings)),
                    ]), .accepted)
            case .none: return trouble(.conflict, WidgetStrings.underWay, visit)
            case .failed(let failure): return trouble(.badGateway, failure.error.sentence, visit)
            }
        case .invalid(let problems), .conflict(let problems):
            return trouble(
                .unprocessableContent, problems.first?.message ?? DiallingStrings.refused, visit)
        case .missing, .stale: throw PageRefusal.missing
        }
    }

    private func trouble(
        _ status: HTTPResponse.Status, _ sentence: LocalizedText, _ visit: PageVisit
    ) -> Answer {
        .problem(
            status, sentence.en, members: [("text", .string(visit.localize(sentence)))])
    }
}
