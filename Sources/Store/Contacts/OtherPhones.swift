import GRDB
import JSONText

/// The column `other_phones`: a JSON list of texts, or null for an empty one.
enum OtherPhones {
    static func read(_ row: Row) throws(UnknownCode) -> [String] {
        guard let text: String = row["other_phones"] else { return [] }
        guard case .list(let items)? = try? JSON.read(Array(text.utf8), .strict) else {
            throw UnknownCode(column: "other_phones", value: text, type: "list of texts")
        }
        return items.compactMap { if case .string(let text) = $0 { text } else { nil } }
    }

    static func text(_ texts: [String]) -> String? { texts.isEmpty ? nil : JSONList.of(texts) }
}
