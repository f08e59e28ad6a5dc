import WebForms

/// What a form sent, as it was typed; spaces around a value are not meant.
struct Form: Sendable {
    /// More than any of our forms has.
    static let limit = 5000

    private let pairs: [(name: String, value: String)]

    init(_ pairs: [(name: String, value: String)] = []) {
        self.pairs = pairs
    }

    /// Nil for what no form of ours sends.
    init?(urlencoded body: [UInt8]) {
        let pairs = URLEncodedForm.pairs(String(decoding: body, as: UTF8.self))
        guard pairs.count <= Form.limit else { return nil }
        self.pairs = pairs
    }

    /// The first value with this name, trimmed; nil when there is none.
    subscript(_ name: String) -> String? {
        pairs.first { $0.name == name }?.value.trimmed
    }

    /// The value exactly as typed: for passwords.
    func verbatim(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

    /// A text field; empty means nil.
    func optional(_ name: String) -> String? {
        guard let text = self[name], !text.isEmpty else { return nil }
        return text
    }

    /// A box is there when it is ticked, whatever its value.
    func isTicked(_ name: String) -> Bool { pairs.contains { $0.name == name } }

    /// Every value with this name, in their order.
    func all(_ name: String) -> [String] {
        pairs.filter { $0.name == name }.map(\.value.trimmed)
    }

    /// The names there are, each once.
    var names: Set<String> { Set(pairs.map(\.name)) }
}

extension String {
    /// Without white space at both ends.
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }),
            let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
