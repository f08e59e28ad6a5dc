import CallRules
import JSONText

/// Rows by table; stored as a JSON object.
struct RowCounts {
    private(set) var rows: [String: Int] = [:]

    init() {}

    /// Empty when the text is not such an object.
    init(_ text: String) {
        guard case .object(let members)? = try? JSON.read(Array(text.utf8), .strict) else { return }
        for pair in members.pairs {
            if case .integer(let count) = pair.value { rows[pair.name] = Int(count) }
        }
    }

    subscript(_ table: String) -> Int {
        get { rows[table] ?? 0 }
        set { if newValue > 0 { rows[table] = newValue } }
    }

    var text: String {
        let members = rows.sorted { $0.key < $1.key }.map { ($0.key, JSON.number($0.value)) }
        return String(decoding: JSON.object(members).bytes, as: UTF8.self)
    }

    /// The counts of `PersonalData.tables`, in that order.
    var personal: [PersonalCount] {
        PersonalData.tables.filter { self[$0.table] > 0 }
            .map { PersonalCount(table: $0.table, label: $0.label, rows: self[$0.table]) }
    }
}
