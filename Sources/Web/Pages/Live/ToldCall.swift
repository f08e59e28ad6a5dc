import CallRules
import JSONText
import Store

extension LiveSnapshot {
    /// The calls as a page of the CRM is told of them, with its own ids.
    ///
    /// - Parameter base: the gateway's own address for pages, with the prefix.
    func told(base: String) -> [JSON] {
        let links = CRMLinks(settings: settings, base: base)
        // Of the ended ones the latest.
        let live = state.calls.filter(\.stage.isLive)
        return (live.isEmpty ? Array(state.calls.prefix(1)) : live).map { live in
            .object([
                ("state", .string(live.stage.told)),
                ("phone", .text(live.call.number.e164)),
                ("uuid", .string(live.call.uuid)),
                ("client_external_id", .text(live.clientExternalID)),
                ("lead_external_id", .text(live.openLead?.externalID)),
                ("card_url", .string(live.card(links))),
            ])
        }
    }
}

extension LiveStatus {
    fileprivate var told: String {
        switch self {
        case .ringing: "ringing"
        case .talking: "talking"
        case .answered, .missed: "ended"
        }
    }
}

extension LiveCall {
    /// The link to the contact card: the client's, else the open lead's; in the CRM when it has an address
    /// there. For an unknown party, and for a card of the gateway that the person may not open, the page of
    /// the call.
    func card(_ links: CRMLinks) -> String {
        let page = links.base + PageRoute.call(call.uuid).path.dropFirst(Route.prefix.count)
        let phone = call.number.e164
        guard let contact else { return page }
        let mayOpen = call.clientID == nil ? call.openLeadID != nil : call.openClientID != nil
        return mayOpen
            ? links.card(contact, phone: phone) : links.inCRM(contact, phone: phone) ?? page
    }

    private var contact: CustomerCard? {
        if let client = call.clientID {
            return CustomerCard(
                subject: .client(client), externalID: clientExternalID, url: clientURL, name: "")
        }
        return openLead.map { lead in
            CustomerCard(
                subject: .lead(lead.id), externalID: lead.externalID, url: lead.url, name: "")
        }
    }
}
