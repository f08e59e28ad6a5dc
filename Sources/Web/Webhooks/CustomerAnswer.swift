import CallRules
import JSONText
import Store

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
        let phone = CRMLinks.encoded(phone)
        guard !settings.newContactURLTemplate.isEmpty else {
            return "\(base)/clients/new?phone=\(phone)"
        }
        return settings.newContactURLTemplate.replacing("{phone}", with: phone)
    }

    private func link(_ template: String, own: String, _ id: Int64, _ externalID: String?) -> String
    {
        guard !template.isEmpty else { return "\(base)/\(own)" }
        return template.replacing("{id}", with: String(id))
            .replacing("{external_id}", with: CRMLinks.encoded(externalID ?? ""))
    }

    /// RFC 3986 §2.1: everything but unreserved characters is percent-encoded.
    private static func encoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                result += "%" + (byte < 16 ? "0" : "") + hex
            }
        }
        return result
    }
}
