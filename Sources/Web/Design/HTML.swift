/// Markup. An interpolated `String` is escaped, an interpolated `HTML` is not. So text from
/// outside, such as a caller's name, cannot become a tag or end an attribute.
struct HTML: Hashable, Sendable {
    private(set) var text: String

    static let empty = HTML(markup: "")

    private init(markup: String) { text = markup }

    /// Text with `& < > " '` escaped and U+0000 replaced by U+FFFD.
    init(escaping text: some StringProtocol) {
        // Fast path: most text needs no escaping.
        guard text.utf8.contains(where: HTML.isSpelt) else {
            self.text = String(text)
            return
        }
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            // HTML forbids U+0000.
            case "\0": escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        self.text = escaped
    }

    private static func isSpelt(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
            UInt8(ascii: "'"), 0:
            true
        default: false
        }
    }

    static func + (left: HTML, right: HTML) -> HTML { HTML(markup: left.text + right.text) }
}

extension HTML: ExpressibleByStringInterpolation {
    init(stringLiteral value: String) { text = value }

    init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 16)
        }

        mutating func appendLiteral(_ literal: String) { text += literal }

        mutating func appendInterpolation(_ html: HTML) { text += html.text }

        mutating func appendInterpolation(_ html: HTML?) { text += html?.text ?? "" }

        mutating func appendInterpolation(_ list: [HTML]) { for html in list { text += html.text } }

        mutating func appendInterpolation(_ plain: some StringProtocol) {
            text += HTML(escaping: plain).text
        }

        mutating func appendInterpolation(_ number: some BinaryInteger) { text += "\(number)" }

        /// A boolean attribute, written when the condition is true: `<input\(.checked, if: isOn)>`.
        mutating func appendInterpolation(_ attribute: Flag, if isThere: Bool) {
            if isThere { text += " " + attribute.rawValue }
        }

        /// An attribute, written when the value is not nil: `<p\(.id, id)>`.
        mutating func appendInterpolation(_ attribute: Attribute, _ value: String?) {
            guard let value else { return }
            text += " \(attribute.rawValue)=\"\(HTML(escaping: value).text)\""
        }
    }

    /// Boolean attributes.
    enum Flag: String {
        case checked, selected, required, autofocus, hidden, open
    }

    /// Attributes that are written only when they have a value.
    enum Attribute: String {
        case id, title, placeholder, autocomplete, min, max
        case `class`
        case dataFilter = "data-filter"
        case dataLabel = "data-label"
        case dataHref = "data-href"
        case dataPlaces = "data-places"
        case describedBy = "aria-describedby"
        case current = "aria-current"
        case invalid = "aria-invalid"
        case label = "aria-label"
        case sort = "aria-sort"
    }
}
