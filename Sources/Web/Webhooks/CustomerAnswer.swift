import CallRules
import JSONText
import Store
import WebForms

/// The answer to "who is this number" (protocol 2.2).
enum CustomerAnswer {
    /// The caller is a client or a lead.
    static func found(_ card: CustomerCard, _ links: CRMLinks) -> [UInt8] {
        answer(
            name: card.name, url: links.card(card), urlText: card.name, isNew: false,
            extension: card.responsibleExtension, email: card.responsibleEmail)
    }

    /// The number is unknown; also the answer to untrusted sources, and after an error.
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

/// Links to contact cards: the templates of the settings, else the gateway's own pages.
struct CRMLinks {
    let settings: Settings
    /// `https://host/gateways/phonetapi`, no slash at the end.
    let base: String

    var language: Language { settings.language }

    func card(_ card: CustomerCard) -> String {
        switch card.subject {
        case .client(let id):
            link(settings.clientURLTemplate, own: "clients/\(id.value)", id.value, card.externalID)
        case .lead(let id):
            link(settings.leadURLTemplate, own: "leads/\(id.value)", id.value, card.externalID)
        }
    }

    /// The client's card in the CRM; nil: there is no template.
    func cardInCRM(of client: ClientRow) -> String? {
        guard !settings.clientURLTemplate.isEmpty else { return nil }
        return link(
            settings.clientURLTemplate, own: "", client.id.value, client.details.externalID)
    }

    /// The lead's card in the CRM; nil: there is no template.
    func cardInCRM(of lead: LeadRow) -> String? {
        guard !settings.leadURLTemplate.isEmpty else { return nil }
        return link(settings.leadURLTemplate, own: "", lead.id.value, lead.details.externalID)
    }

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
