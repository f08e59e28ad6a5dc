import CallRules
import Store
import WebForms

/// Links to contact cards: the contact's own address, else the one of the settings' template, else
/// the gateway's own page. Every place that links to cards uses it.
struct CRMLinks {
    let settings: Settings
    /// The start of the gateway's own links: `https://host/gateways/phonetapi`, or the path alone;
    /// no slash at the end.
    let base: String

    var language: Language { settings.language }

    /// The link to a contact card.
    ///
    /// - Parameter phone: the number in E.164 by which the contact was found; nil: none.
    func card(_ card: CustomerCard, phone: String?) -> String {
        inCRM(card, phone: phone) ?? base + CRMLinks.ownPath(card.subject)
    }

    /// The link to the card in the CRM; nil when the contact has no address of its own, and the
    /// settings have no template or it needs a value that the contact lacks.
    func inCRM(_ card: CustomerCard, phone: String?) -> String? {
        if let own = card.url { return own }
        let (template, id) =
            switch card.subject {
            case .client(let id): (settings.clientURLTemplate, id.value)
            case .lead(let id): (settings.leadURLTemplate, id.value)
            }
        return CRMLinks.filled(template) {
            switch $0 {
            case .id: String(id)
            case .externalID: card.externalID
            case .phone: phone
            }
        }
    }

    /// The link to the client's card in the CRM; nil as in `inCRM`.
    func cardInCRM(of client: ClientRow) -> String? {
        inCRM(CustomerCard(client), phone: client.details.phones.lazy.compactMap(\.e164).first)
    }

    /// The link to the lead's card in the CRM; nil as in `inCRM`.
    func cardInCRM(of lead: LeadRow) -> String? {
        inCRM(CustomerCard(lead), phone: lead.details.phones.lazy.compactMap(\.e164).first)
    }

    /// The link to the form for a new contact with this number.
    func newContact(_ phone: String) -> String {
        CRMLinks.filled(settings.newContactURLTemplate) { $0 == .phone ? phone : nil }
            ?? "\(base)/clients/new?phone=\(PercentEncoding.encoded(phone))"
    }

    private static func ownPath(_ subject: CustomerCard.Subject) -> String {
        switch subject {
        case .client(let id): "/clients/\(id.value)"
        case .lead(let id): "/leads/\(id.value)"
        }
    }

    /// The template with every placeholder replaced by its percent-encoded value; nil for an empty
    /// template, and when a placeholder has no value.
    private static func filled(
        _ template: String, _ value: (URLTemplate.Placeholder) -> String?
    ) -> String? {
        guard !template.isEmpty else { return nil }
        var link = ""
        var rest = template[...]
        while let brace = rest.firstIndex(of: "{"), let end = rest[brace...].firstIndex(of: "}") {
            let name = rest[brace..<end].dropFirst()
            guard let placeholder = URLTemplate.Placeholder(rawValue: String(name)),
                let value = value(placeholder), !value.isEmpty
            else { return nil }
            link += String(rest[..<brace])
            link += PercentEncoding.encoded(value)
            rest = rest[end...].dropFirst()
        }
        return link + String(rest)
    }
}

extension CustomerCard {
    /// The card of a client, for links.
    init(_ client: ClientRow) {
        self.init(
            subject: .client(client.id), externalID: client.details.externalID,
            url: client.details.url, name: client.details.name)
    }

    /// The card of a lead, for links.
    init(_ lead: LeadRow) {
        self.init(
            subject: .lead(lead.id), externalID: lead.details.externalID,
            url: lead.details.url, name: lead.details.name)
    }
}
