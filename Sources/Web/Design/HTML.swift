/// Markup. What is interpolated into it is text and gets escaped, unless it is markup itself:
/// nothing a caller's name holds can become a tag or leave its attribute.
struct HTML: Hashable, Sendable {
    private(set) var text: String

    static let empty = HTML(markup: "")

    private init(markup: String) { text = markup }

    /// Text in which the five characters that mean something in HTML are spelt out.
    init(escaping text: some StringProtocol) {
        // Nearly all text has none of them.
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
            // A browser reads it as U+FFFD at best.
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

        /// An attribute that is there or not: `<input\(.checked, if: isOn)>`.
        mutating func appendInterpolation(_ attribute: Flag, if isThere: Bool) {
            if isThere { text += " " + attribute.rawValue }
        }

        /// An attribute that is there when it has a value: `<p\(.id, id)>`.
        mutating func appendInterpolation(_ attribute: Attribute, _ value: String?) {
            guard let value else { return }
            text += " \(attribute.rawValue)=\"\(HTML(escaping: value).text)\""
        }
    }

    /// Attributes without a value.
    enum Flag: String {
        case checked, selected, required, autofocus, hidden, open
    }

    /// Attributes that may be missing.
    enum Attribute: String {
        case id, title, placeholder, autocomplete, min, max
        case `class`
        case dataFilter = "data-filter"
        case dataHref = "data-href"
        case describedBy = "aria-describedby"
        case current = "aria-current"
        case invalid = "aria-invalid"
        case label = "aria-label"
        case sort = "aria-sort"
    }
}
