import JSONText

/// Indented JSON, one member a line.
struct PrettyJSON {
    private(set) var text = ""

    /// Nil: not JSON, or the text would differ from the bytes.
    init?(_ bytes: [UInt8]) {
        guard let value = try? JSON.read(bytes, .strict) else { return nil }
        write(value, depth: 0)
    }

    private mutating func write(_ value: JSON, depth: Int) {
        switch value {
        case .object(let members) where !members.pairs.isEmpty:
            block("{", "}", depth, members.pairs) { writer, pair in
                writer.text += PrettyJSON.plain(.string(pair.name)) + ": "
                writer.write(pair.value, depth: depth + 1)
            }
        case .list(let items) where !items.isEmpty:
            block("[", "]", depth, items) { $0.write($1, depth: depth + 1) }
        case .null, .truth, .integer, .real, .string, .object, .list:
            text += PrettyJSON.plain(value)
        }
    }

    private mutating func block<Item>(
        _ open: String, _ close: String, _ depth: Int, _ items: [Item],
        _ write: (inout PrettyJSON, Item) -> Void
    ) {
        text += open
        for (index, item) in items.enumerated() {
            text += (index > 0 ? ",\n" : "\n") + PrettyJSON.indent(depth + 1)
            write(&self, item)
        }
        text += "\n" + PrettyJSON.indent(depth) + close
    }

    private static func indent(_ depth: Int) -> String { String(repeating: "  ", count: depth) }

    private static func plain(_ value: JSON) -> String {
        String(decoding: value.bytes, as: UTF8.self)
    }
}
