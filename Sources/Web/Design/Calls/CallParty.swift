import CallRules
import Store

/// The outside party of a call.
struct CallParty {
    private let phone: PhoneNumber
    private let names: CallNames
    private let contactName: String?
    private let direction: LegDirection?
    private let localize: Localizer

    init(call: CallRow, localize: Localizer) {
        (phone, names, contactName) = (call.number, call.names, call.contactName)
        (direction, self.localize) = (call.direction, localize)
    }

    init(call: BoardCall, localize: Localizer) {
        (phone, names, contactName) = (call.number, call.names, call.contactName)
        (direction, self.localize) = (call.direction, localize)
    }

    /// The name of the client, else of the lead, else the name Phonet sent; nil when there is none. A company
    /// that is the client itself is named once.
    var name: String? {
        if let client = names.client {
            let company = names.company.flatMap {
                $0.lowercased().trimmed == client.lowercased().trimmed ? nil : $0
            }
            return client + (company.map { " (\($0))" } ?? "")
        }
        if let lead = names.lead, !isNumber(lead) { return lead }
        return contactName.flatMap { isNumber($0) ? nil : $0 }
    }

    /// The number in groups of digits; a word when the number is hidden or was erased, and
    /// before one of the company's own lines.
    var number: String {
        if phone.pseudonym == .erased { return localize(Strings.erased) }
        if phone.numberClass == .own {
            return localize(CommonStrings.ownLine(phone.grouped))
        }
        guard phone.numberClass == .hidden else { return phone.grouped }
        return localize(direction == .internal ? Strings.colleague : Strings.hidden)
    }

    /// The name; without a name the number.
    var title: String { name ?? number }

    var html: HTML {
        let number: HTML = "<span class=\"figures\">\(self.number)</span>"
        return name.map { "\($0) <span class=\"muted\">\(number)</span>" } ?? number
    }

    /// Whether a name is only the number: Phonet, and leads created from calls, have the number as
    /// their name when there is no name.
    private func isNumber(_ text: String) -> Bool {
        text == phone.e164 || text == phone.raw
    }

    private enum Strings {
        static let colleague = LocalizedText(uk: "колега", en: "a colleague")
        static let erased = LocalizedText(uk: "номер стерто", en: "erased number")
        static let hidden = LocalizedText(uk: "прихований номер", en: "hidden number")
    }
}
