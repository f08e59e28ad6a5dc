import WebForms

/// The fields of a form that a browser sent. White space around values is removed, except by
/// `verbatim`.
struct Form: Sendable {
    /// The most fields of a form; no form of the gateway has more.
    static let limit = 5000

    private let pairs: [(name: String, value: String)]

    init(_ pairs: [(name: String, value: String)] = []) {
        self.pairs = pairs
    }

    /// Reads `application/x-www-form-urlencoded`.
    ///
    /// - Returns: nil for more than `limit` fields.
    init?(urlencoded body: [UInt8]) {
        let pairs = URLEncodedForm.pairs(String(decoding: body, as: UTF8.self))
        guard pairs.count <= Form.limit else { return nil }
        self.pairs = pairs
    }

    /// The first value with this name, trimmed; nil when there is none.
    subscript(_ name: String) -> String? {
        pairs.first { $0.name == name }?.value.trimmed
    }

    /// The value with its white space, for passwords; nil when there is none.
    func verbatim(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

    /// The value of a text field, trimmed; nil when it is empty or missing.
    func optional(_ name: String) -> String? {
        guard let text = self[name], !text.isEmpty else { return nil }
        return text
    }

    /// Whether a checkbox is ticked. Browsers send only ticked ones.
    func isTicked(_ name: String) -> Bool { pairs.contains { $0.name == name } }

    /// Every value with this name, in order.
    func all(_ name: String) -> [String] {
        pairs.filter { $0.name == name }.map(\.value.trimmed)
    }

    /// Every field, in order.
    var fields: [(name: String, value: String)] { pairs }

    /// The form without the fields of this name.
    func without(_ name: String) -> Form { Form(pairs.filter { $0.name != name }) }

    /// The names of all fields.
    var names: Set<String> { Set(pairs.map(\.name)) }
}

extension String {
    /// The text without white space at both ends.
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }),
            let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
