import CallRules

extension WireValue {
    /// The value as JSON, keys in their order.
    var json: String {
        switch self {
        case .null: "null"
        case .truth(let truth): truth ? "true" : "false"
        case .integer(let number): String(number)
        case .real(let number): String(number)
        case .text(let text): WireValue.quoted(text)
        case .list(let values): "[" + values.map(\.json).joined(separator: ",") + "]"
        case .object(let fields):
            "{"
                + fields.map { WireValue.quoted($0.key) + ":" + $0.value.json }
                .joined(separator: ",") + "}"
        }
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\":
                quoted += "\\"
                quoted.unicodeScalars.append(scalar)
            case "\u{0}"..<" ":
                let hex = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

extension WireValue: ExpressibleByDictionaryLiteral {
    init(dictionaryLiteral elements: (String, WireValue)...) {
        self = .object(elements.map { Field(key: $0.0, value: $0.1) })
    }
}

extension WireValue: ExpressibleByArrayLiteral {
    init(arrayLiteral elements: WireValue...) { self = .list(elements) }
}

extension WireValue: ExpressibleByNilLiteral {
    init(nilLiteral: ()) { self = .null }
}

extension WireValue: ExpressibleByIntegerLiteral {
    init(integerLiteral value: Int64) { self = .integer(value) }
}

extension WireValue {
    /// Null for nothing.
    init(_ text: String?) { self = text.map(WireValue.text) ?? .null }

    /// Epoch milliseconds, as live Phonet sends times; null for nothing.
    init(_ moment: Instant?) { self = moment.map { .integer($0.milliseconds) } ?? .null }
}
