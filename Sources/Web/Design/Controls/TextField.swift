/// A text field of one or several lines, with label, help and validation message.
struct TextField {
    let name: String
    let label: String
    var value = ""
    var help: String?
    var problem: String?
    var kind = Kind.text
    var placeholder: String?
    /// The `autocomplete` token, as in HTML §4.10.19.8; nil: `off`.
    var autocomplete: String?
    var isRequired = false
    var hasFocus = false

    enum Kind: Hashable {
        case text, email, password, telephone, url, date, time
        /// A date with a time, `datetime-local`; the value is `2026-01-05T10:30`.
        case moment
        case number(ClosedRange<Int>)
        /// A text area with this number of rows.
        case lines(Int)
    }

    var html: HTML {
        let frame = FieldLayout(name: name, label: label, help: help, problem: problem)
        return frame.html(around: control(frame.describedBy))
    }

    private func control(_ describedBy: String?) -> HTML {
        let invalid = problem == nil ? nil : "true"
        if case .lines(let count) = kind {
            return """
                <textarea id="field-\(name)" name="\(name)" rows="\(count)"\
                \(.describedBy, describedBy)\(.invalid, invalid)\(.required, if: isRequired)>
                \(value)</textarea>
                """
        }
        var (least, most): (String?, String?) = (nil, nil)
        if case .number(let limits) = kind {
            (least, most) = ("\(limits.lowerBound)", "\(limits.upperBound)")
        }
        return """
            <input id="field-\(name)" name="\(name)" type="\(type)" value="\(value)"\
            \(.min, least)\(.max, most)\(.placeholder, placeholder)\
            \(.autocomplete, autocomplete ?? "off")\(.describedBy, describedBy)\
            \(.invalid, invalid)\(.required, if: isRequired)\(.autofocus, if: hasFocus)>
            """
    }

    private var type: String {
        switch kind {
        case .text, .lines: "text"
        case .email: "email"
        case .password: "password"
        case .telephone: "tel"
        case .url: "url"
        case .date: "date"
        case .time: "time"
        case .moment: "datetime-local"
        case .number: "number"
        }
    }
}
