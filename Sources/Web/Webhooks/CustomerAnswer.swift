import CallRules
import JSONText
import Store
import WebForms

/// The answer to a lookup: who a number belongs to (protocol 2.2).
enum CustomerAnswer {
    /// The answer when the number belongs to a client or a lead.
    static func found(_ card: CustomerCard, _ links: CRMLinks) -> [UInt8] {
        answer(
            name: card.name, url: links.card(card), urlText: card.name, isNew: false,
            extension: card.responsibleExtension, email: card.responsibleEmail)
    }

    /// The answer when the number is unknown. Untrusted sources always get it, and so does every
    /// lookup that fails.
    ///
    /// - Parameters:
    ///   - number: the number, for the link that adds a contact; nil: no link.
    ///   - links: nil: no link.
    static func notFound(_ number: PhoneNumber?, _ links: CRMLinks?) -> [UInt8] {
        let url = number?.e164.flatMap { links?.newContact($0) } ?? ""
        let caption =
            url.isEmpty
            ? ""
            : LocalizedText(uk: "Додати контакт", en: "Add contact").text(links?.language ?? .uk)
        return answer(
            name: nil, url: url, urlText: caption, isNew: true, extension: nil, email: nil)
    }

    private static func answer(
        name: String?, url: String, urlText: String, isNew: Bool, `extension`: String?,
        email: String?
    ) -> [UInt8] {
        JSON.object([
            ("name", .text(name)),
            ("url", .text(url)),
            ("urlText", .text(urlText)),
            ("newEntity", .truth(isNew)),
            ("responsibleEmployeeExt", .text(`extension`)),
            ("responsibleEmployeeEmail", .text(email)),
        ]).bytes
    }
}

/// Links to contact cards: in the CRM when the settings have a template, else to the gateway's own
/// pages.
struct CRMLinks {
    let settings: Settings
    /// The start of the gateway's own links: `https://host/gateways/phonetapi`, or the path alone;
    /// no slash at the end.
    let base: String

    var language: Language { settings.language }

    /// The link to a contact card.
    func card(_ card: CustomerCard) -> String {
        switch card.subject {
        case .client(let id):
            link(settings.clientURLTemplate, own: "clients/\(id.value)", id.value, card.externalID)
        case .lead(let id):
            link(settings.leadURLTemplate, own: "leads/\(id.value)", id.value, card.externalID)
        }
    }

    /// The link to the client's card in the CRM; nil when no template is set.
    func cardInCRM(of client: ClientRow) -> String? {
        guard !settings.clientURLTemplate.isEmpty else { return nil }
        return link(
            settings.clientURLTemplate, own: "", client.id.value, client.details.externalID)
    }

    /// The link to the lead's card in the CRM; nil when no template is set.
    func cardInCRM(of lead: LeadRow) -> String? {
        guard !settings.leadURLTemplate.isEmpty else { return nil }
        return link(settings.leadURLTemplate, own: "", lead.id.value, lead.details.externalID)
    }

    /// The link to the form for a new contact with this number.
    func newContact(_ phone: String) -> String {
        let phone = PercentEncoding.encoded(phone)
        guard !settings.newContactURLTemplate.isEmpty else {
            return "\(base)/clients/new?phone=\(phone)"
        }
        return settings.newContactURLTemplate.replacing("{phone}", with: phone)
    }

    private func link(_ template: String, own: String, _ id: Int64, _ externalID: String?) -> String
    {
        guard !template.isEmpty else { return "\(base)/\(own)" }
        return template.replacing("{id}", with: String(id))
            .replacing("{external_id}", with: PercentEncoding.encoded(externalID ?? ""))
    }
}
