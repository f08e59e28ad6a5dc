import CallRules
import Store

/// The outside party of a call.
struct CallParty {
    let call: CallRow
    let localize: Localizer

    /// The name of the client, else of the lead, else the name Phonet sent; nil when there is none.
    var name: String? {
        if let client = call.names.client {
            return client + (call.names.company.map { " (\($0))" } ?? "")
        }
        if let lead = call.names.lead, !isNumber(lead) { return lead }
        return call.contactName.flatMap { isNumber($0) ? nil : $0 }
    }

    /// The number in groups of digits; a word when the number is hidden or was erased, and
    /// before one of the company's own lines.
    var number: String {
        if call.number.pseudonym == .erased { return localize(Strings.erased) }
        if call.number.numberClass == .own {
            return localize(CommonStrings.ownLine(call.number.grouped))
        }
        guard call.number.numberClass == .hidden else { return call.number.grouped }
        return localize(call.direction == .internal ? Strings.colleague : Strings.hidden)
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
        text == call.number.e164 || text == call.number.raw
    }

    private enum Strings {
        static let colleague = LocalizedText(uk: "колега", en: "a colleague")
        static let erased = LocalizedText(uk: "номер стерто", en: "erased number")
        static let hidden = LocalizedText(uk: "прихований номер", en: "hidden number")
    }
}
