import CallRules
import Store

/// The numbers on a contact card, each with a call button and the other contacts that have the
/// number.
struct PhoneList {
    let phones: [PhoneNumber]
    /// The other contacts with these numbers.
    let others: [Other]
    let visitor: Visitor
    /// The lead of the contact card; nil when the card is a client's.
    var leadID: Lead.ID?

    /// Another contact that has some of the numbers.
    struct Other {
        let name: String
        let route: PageRoute
        let phones: [PhoneNumber]
    }

    var html: HTML? {
        phones.isEmpty ? nil : "<ul class=\"phones\">\(phones.map(line))</ul>"
    }

    private func line(_ phone: PhoneNumber) -> HTML {
        """
        <li><span class="figures">\(phone.grouped)</span>\
        \(CallButton(phone: phone, visitor: visitor, leadID: leadID).html)\(sharing(phone))</li>
        """
    }

    private func sharing(_ phone: PhoneNumber) -> HTML? {
        let holders = others.filter { $0.phones.contains { $0.e164 == phone.e164 } }
        guard !holders.isEmpty else { return nil }
        let localize = visitor.localizer
        let links = holders.map { " <a href=\"\($0.route.path)\">\($0.name)</a>" as HTML }
        return """
            <div>\(Badge(meaning: .alert, icon: .people, word: localize(Strings.shared)).html) \
            <small>\(localize(Strings.also))\(links)</small></div>
            """
    }

    /// What a sync sent as numbers and is none, as a fact of the card; empty: there is nothing.
    static func others(_ texts: [String]) -> [(LocalizedText, HTML?)] {
        guard !texts.isEmpty else { return [] }
        return [(Strings.other, "\(texts.joined(separator: ", "))")]
    }

    private enum Strings {
        static let other = LocalizedText(
            uk: "Інше, записане як номер", en: "Other, written as numbers")
        static let shared = LocalizedText(uk: "спільний номер", en: "shared number")
        static let also = LocalizedText(uk: "має також", en: "also of")
    }
}
