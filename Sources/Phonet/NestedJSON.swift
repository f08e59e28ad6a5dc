import CallRules
import JSONText

/// JSON documents that stand as texts inside JSON or forms, also more than once.
enum NestedJSON {
    /// How often a document may be wrapped in a text.
    private static let maxWrappings = 3

    /// Members that are names: their texts are never read as documents.
    static let names: Set<String> = [
        "name", "displayName", "companyName", "otherLegName", "trunkName",
    ]

    /// The object or list that a text holds; nil: it holds none.
    ///
    /// - Throws: `tooDeep` for a document that is nested too deep; other errors are nil.
    static func value(
        in text: String, wrappings: Int = maxWrappings
    ) throws(UnreadableReason) -> JSON? {
        guard wrappings > 0, let first = first(of: text) else { return nil }
        let isQuoted = first == UInt8(ascii: "\"")
        guard isQuoted || first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
            return nil
        }
        let bytes = Array(text.utf8)
        let start = start(bytes)
        let value: JSON
        do {
            value = try JSON.read(Array(bytes[start..<end(bytes, from: start)]), .lenient)
        } catch {
            if error.reason == .tooDeep { throw .tooDeep }
            return nil
        }
        guard isQuoted else { return value }
        guard case .string(let inner) = value else { return nil }
        return try NestedJSON.value(in: inner, wrappings: wrappings - 1)
    }

    /// The value with every document in place of the text that holds it.
    static func opened(_ value: JSON, wrappings: Int = maxWrappings) throws(UnreadableReason)
        -> JSON
    {
        guard wrappings > 0, mayHold(value, named: nil) else { return value }
        return try opened(value, named: nil, wrappings: wrappings)
    }

    private static func opened(
        _ value: JSON, named name: String?, wrappings: Int
    ) throws(UnreadableReason) -> JSON {
        switch value {
        case .string(let text):
            guard mayHold(value, named: name), let inner = try NestedJSON.value(in: text) else {
                return value
            }
            return try opened(inner, wrappings: wrappings - 1)
        case .list(let items):
            var opened: [JSON] = []
            opened.reserveCapacity(items.count)
            for item in items {
                opened.append(try NestedJSON.opened(item, named: name, wrappings: wrappings))
            }
            return .list(opened)
        case .object(var members):
            for index in members.pairs.indices {
                let pair = members.pairs[index]
                guard mayHold(pair.value, named: pair.name) else { continue }
                members.pairs[index].value = try opened(
                    pair.value, named: pair.name, wrappings: wrappings)
            }
            return .object(members)
        case .null, .truth, .integer, .real: return value
        }
    }

    /// Looks at the first character of each text only.
    private static func mayHold(_ value: JSON, named name: String?) -> Bool {
        switch value {
        case .string(let text):
            if let name, names.contains(name) { return false }
            guard let first = first(of: text) else { return false }
            return "{[\"".utf8.contains(first)
        case .list(let items): return items.contains { mayHold($0, named: name) }
        case .object(let members):
            return members.pairs.contains { mayHold($0.value, named: $0.name) }
        case .null, .truth, .integer, .real: return false
        }
    }

    /// The first byte behind white space and byte order marks.
    static func first(of text: String) -> UInt8? {
        if let first = text.utf8.first, first > 0x20, first < 0x80 { return first }
        let bytes = Array(text.utf8.prefix(64))
        let start = start(bytes)
        return start < bytes.count ? bytes[start] : nil
    }

    /// The index behind white space and byte order marks.
    static func start(_ bytes: [UInt8]) -> Int {
        var start = 0
        while start < bytes.count {
            if JSON.isSpace(bytes[start]) {
                start += 1
            } else if bytes[start] == 0xEF, bytes[start...].starts(with: [0xEF, 0xBB, 0xBF]) {
                start += 3
            } else {
                break
            }
        }
        return start
    }

    /// The index before white space and NULs at the end.
    static func end(_ bytes: [UInt8], from start: Int) -> Int {
        var end = bytes.count
        while end > start, JSON.isSpace(bytes[end - 1]) || bytes[end - 1] == 0 { end -= 1 }
        return end
    }
}
