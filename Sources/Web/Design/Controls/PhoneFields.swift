import CallRules

/// The phone fields of a contact form: one for each number and two empty ones. The script adds
/// more.
struct PhoneFields {
    /// The numbers as typed.
    let phones: [String]
    let localize: Localizer
    var help: String?
    var problem: String?

    /// The name of every phone field.
    static let name = "phone"

    /// The numbers a form sent, without empty fields.
    static func typed(_ form: Form) -> [String] { form.all(name).filter { !$0.isEmpty } }

    var html: HTML {
        let frame = FieldLayout(
            name: "phones", label: localize(CommonStrings.numbers), help: help, problem: problem)
        let inputs = (phones + ["", ""]).enumerated().map {
            input($0.offset + 1, $0.element, frame)
        }
        return """
            <fieldset id="field-phones" data-more="\(localize(Strings.more))"><legend>\(localize(CommonStrings.numbers))</legend>
            \(inputs)\(frame.notes)</fieldset>
            """
    }

    private func input(_ place: Int, _ value: String, _ frame: FieldLayout) -> HTML {
        let isWrong = problem != nil && !value.isEmpty && PhoneNumber(value).e164 == nil
        return """
            <input type="tel" name="\(PhoneFields.name)" value="\(value)" autocomplete="off"\
            \(.label, localize(Strings.number(place)))\(.describedBy, frame.describedBy)\
            \(.invalid, isWrong ? "true" : nil)>
            """
    }

    private enum Strings {
        static let more = LocalizedText(uk: "Ще номер", en: "Another number")

        static func number(_ place: Int) -> LocalizedText {
            LocalizedText(uk: "Номер \(place)", en: "Number \(place)")
        }
    }
}
