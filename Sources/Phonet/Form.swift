import CallRules
import JSONText
import WebForms

/// The fields of an urlencoded or multipart body, in their order.
struct Form {
    private(set) var fields: [(name: String, value: String)] = []
    /// The text has a `=`; without one it is not a form.
    private var hasNames = true

    /// `a=1&b=2`, with `+` for a space and `%` escapes; a `%` that escapes nothing stays.
    ///
    /// - Parameters:
    ///   - repair: reads texts that are not UTF-8 after percent-decoding.
    ///   - encodings: how often the text may be encoded.
    init(
        urlencoded bytes: ArraySlice<UInt8>, _ repair: inout TextRepair,
        encodings: Int = mostEncodings
    ) throws(UnreadableReason) {
        hasNames = bytes.contains(UInt8(ascii: "="))
        try URLEncodedForm.eachPair(bytes) { name, value throws(UnreadableReason) in
            try append(name: repair.text(name), value: Form.text(value, &repair))
        }
        guard encodings > 1 else { return }
        if !hasNames, fields.count == 1, let text = fields.first?.name {
            // Encoded twice: even the `=`, or the marks of JSON, are escapes.
            guard let first = NestedJSON.first(of: text), !"{[\"".utf8.contains(first),
                text.contains("=") || first == UInt8(ascii: "%")
            else { return }
            self = try Form(
                urlencoded: Array(text.utf8)[...], &repair, encodings: encodings - 1)
        } else if Form.areEscapes(fields.map(\.value)) {
            // Encoded twice, each value for itself.
            fields = fields.map { field in
                let (name, value) = (Array(field.name.utf8), Array(field.value.utf8))
                return (
                    repair.text(PercentEncoding.decodedField(name[...])),
                    Form.text(PercentEncoding.decodedField(value[...]), &repair)
                )
            }
        }
    }

    private static let mostEncodings = 3

    /// Whether values hold nothing that an escape would stand for, and an escape.
    private static func areEscapes(_ values: [String]) -> Bool {
        var hasEscape = false
        for value in values {
            let bytes = value.utf8
            var index = bytes.startIndex
            while index < bytes.endIndex {
                let byte = bytes[index]
                index = bytes.index(after: index)
                if byte == UInt8(ascii: "%") {
                    let digits = bytes[index...].prefix(2)
                    guard digits.count == 2, digits.allSatisfy(PercentEncoding.isHexDigit) else {
                        return false
                    }
                    hasEscape = true
                } else if !isPlain(byte) {
                    return false
                }
            }
        }
        return hasEscape
    }

    /// Letters, digits and the marks that no client escapes, and the plus that stands for a space.
    private static func isPlain(_ byte: UInt8) -> Bool {
        PercentEncoding.isUnreserved(byte) || "*+".utf8.contains(byte)
    }

    /// The parts of a multipart body; a file is read as a text field.
    init(
        multipart body: ArraySlice<UInt8>, boundary: [UInt8], _ repair: inout TextRepair
    ) throws(UnreadableReason) {
        guard let parts = Multipart.parts(body, boundary: boundary) else {
            throw .multipartBrokenOff
        }
        for part in parts {
            try append(name: part.name, value: Form.text(Array(part.content), &repair))
        }
    }

    /// Adds a field; throws when there are `Wire.maxItems` already.
    mutating func append(name: String, value: String) throws(UnreadableReason) {
        guard fields.count < Wire.maxItems else {
            throw .tooManyFields(limit: Wire.maxItems)
        }
        fields.append((name, value))
    }

    /// The fields as one object: `leg[ext]` and `leg.ext` nest, JSON in a value or as the only
    /// name is read as JSON.
    func value() throws(UnreadableReason) -> JSON {
        if let only = fields.first, fields.count == 1 {
            let text = only.value.isEmpty ? only.name : only.name + "=" + only.value
            if Form.looksLikeJSON(text) {
                let bytes = Array(text.utf8)
                return try Body.json(bytes, from: NestedJSON.start(bytes))
            }
            if let value = try NestedJSON.value(in: text) { return try NestedJSON.opened(value) }
        }
        guard hasNames, !fields.isEmpty else {
            throw .notAForm
        }
        var tree = JSON.object([])
        for field in fields {
            let path = try Form.path(field.name)
            let isName = path.last.map(NestedJSON.names.contains) ?? false
            let leaf = isName ? .string(field.value) : try Form.leaf(field.value)
            // Every account that is named counts, not only the last.
            if path == [Classification.accountKey], case .object(var members) = tree {
                members.pairs.append(JSON.Members.Pair(name: field.name, value: leaf))
                tree = .object(members)
                continue
            }
            tree = Form.inserting(leaf, at: path[...], into: tree)
        }
        return tree
    }

    private static func leaf(_ text: String) throws(UnreadableReason) -> JSON {
        guard let value = try NestedJSON.value(in: text) else { return .string(text) }
        return try NestedJSON.opened(value)
    }

    private static func looksLikeJSON(_ text: String) -> Bool {
        let first = NestedJSON.first(of: text)
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }

    /// The steps of `otherLegs[0][num]` or `otherLegs.0.num`; an empty step is "the next one".
    private static func path(_ name: String) throws(UnreadableReason) -> [String] {
        let isNested = name.utf8.contains { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: ".") }
        guard isNested else { return [name] }
        var steps: [String] = []
        var step = ""
        var isBehindBracket = false
        for character in name {
            switch character {
            case "[", ".":
                if !step.isEmpty { steps.append(step) }
                step = ""
                isBehindBracket = false
            case "]":
                if !isBehindBracket { steps.append(step) }
                step = ""
                isBehindBracket = true
            default:
                step.append(character)
                isBehindBracket = false
            }
            guard steps.count < JSON.maxNesting else { throw .tooDeep }
        }
        if !step.isEmpty || steps.isEmpty { steps.append(step) }
        return steps
    }

    private static func inserting(
        _ leaf: JSON, at path: ArraySlice<String>, into tree: JSON
    ) -> JSON {
        guard let step = path.first else {
            // "leg[ext]=101&leg=": an empty value does not replace an object.
            if case .object(let present) = tree, !present.pairs.isEmpty, !leaf.isPresent {
                return tree
            }
            return leaf
        }
        var pairs: [JSON.Members.Pair] = []
        if case .object(let present) = tree { pairs = present.pairs }
        let name = step.isEmpty ? String(pairs.count) : step
        let rest = path.dropFirst()
        if let index = pairs.firstIndex(where: { $0.name == name }) {
            pairs[index].value = inserting(leaf, at: rest, into: pairs[index].value)
        } else {
            let value = inserting(leaf, at: rest, into: .object([]))
            pairs.append(JSON.Members.Pair(name: name, value: value))
        }
        return .object(JSON.Members(pairs: pairs))
    }

    /// A value; one that holds JSON is mended text by text.
    private static func text(_ bytes: [UInt8], _ repair: inout TextRepair) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        let start = NestedJSON.start(bytes)
        guard start < bytes.count, "{[\"".utf8.contains(bytes[start]) else {
            return repair.text(bytes)
        }
        return String(decoding: repair.json(bytes[start...]), as: UTF8.self)
    }
}
