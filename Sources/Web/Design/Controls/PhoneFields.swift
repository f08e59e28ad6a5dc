import CallRules

/// Numbers of a card, a field each, with two empty ones for more; a script adds as many as are wanted.
struct PhoneFields {
    /// As they are typed.
    let phones: [String]
    let say: Voice
    var help: String?
    var problem: String?

    /// The name of each field.
    static let name = "phone"

    /// What a form sent; empty fields are none.
    static func typed(_ form: Form) -> [String] { form.all(name).filter { !$0.isEmpty } }

    var html: HTML {
        let frame = FieldFrame(
            name: "phones", label: say(Words.phones), help: help, problem: problem)
        let inputs = (phones + ["", ""]).enumerated().map {
            input($0.offset + 1, $0.element, frame)
        }
        return """
            <fieldset id="field-phones" data-more="\(say(Words.more))"><legend>\(say(Words.phones))</legend>
            \(inputs)\(frame.notes)</fieldset>
            """
    }

    private func input(_ place: Int, _ value: String, _ frame: FieldFrame) -> HTML {
        let isWrong = problem != nil && !value.isEmpty && PhoneNumber(value).e164 == nil
        return """
            <input type="tel" name="\(PhoneFields.name)" value="\(value)" autocomplete="off"\
            \(.label, say(Words.number(place)))\(.describedBy, frame.describedBy)\
            \(.invalid, isWrong ? "true" : nil)>
            """
    }

    private enum Words {
        static let phones = Sentence(uk: "Номери", en: "Numbers")
        static let more = Sentence(uk: "Ще номер", en: "Another number")

        static func number(_ place: Int) -> Sentence {
            Sentence(uk: "Номер \(place)", en: "Number \(place)")
        }
    }
}
