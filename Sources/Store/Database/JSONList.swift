import JSONText

/// Lists as JSON, for SQLite's `json_each` (sqlite.org/json1.html): a statement with a list of any length is
/// prepared once.
enum JSONList {
    static func of(_ texts: [String]) -> String {
        String(decoding: JSON.list(texts.map { .string($0) }).bytes, as: UTF8.self)
    }

    static func of(_ numbers: some Sequence<Int64>) -> String {
        "[\(numbers.map(String.init).joined(separator: ","))]"
    }
}
