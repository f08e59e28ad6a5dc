import CallRules
import JSONText
import Store

/// The answer to a lookup: who a number belongs to (protocol 2.2).
enum CustomerAnswer {
    /// The answer when the number belongs to a client or a lead.
    ///
    /// - Parameter isIgnored: the number is on the ignore list; the caption of the link says so. Not the
    ///   name: Phonet may keep it and send it again as the name of the contact.
    static func found(
        _ card: CustomerCard, _ number: PhoneNumber, isIgnored: Bool, _ links: CRMLinks
    ) -> [UInt8] {
        answer(
            name: card.name, url: links.card(card, phone: number.e164),
            urlText: isIgnored
                ? "\(card.name) (\(IgnoredNumbersStrings.isIgnored.text(links.language)))"
                : card.name,
            isNew: false,
            extension: card.responsibleExtension, email: card.responsibleEmail)
    }

    /// The answer when the number is unknown. Untrusted sources always get it, and so does every
    /// lookup that fails.
    ///
    /// - Parameters:
    ///   - number: the number, for the link that adds a contact; nil: no link.
    ///   - isIgnored: it is on the ignore list.
    ///   - links: nil: no link.
    static func notFound(
        _ number: PhoneNumber?, isIgnored: Bool = false, _ links: CRMLinks?
    ) -> [UInt8] {
        let url = number?.e164.flatMap { links?.newContact($0) } ?? ""
        let caption =
            isIgnored
            ? IgnoredNumbersStrings.isIgnored.text(links?.language ?? .uk)
            : url.isEmpty
                ? ""
                : LocalizedText(uk: "Додати контакт", en: "Add contact").text(
                    links?.language ?? .uk)
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
