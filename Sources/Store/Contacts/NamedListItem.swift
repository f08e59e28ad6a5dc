import CallRules
import GRDB

/// The editable fields of a row that has a name and a place and nothing else: a lead source or a category
/// of calls.
package struct NamedItemDetails: Hashable, Sendable {
    /// 1…100 characters, unique.
    package var name = ""
    /// 0…10000; nil for a new row: the last place.
    package var position: Int?

    package init() {}
}

/// A row of a short list that has a name and a place and nothing else.
package protocol NamedListItem: OrderedListItem where Details == NamedItemDetails {
    var position: Int { get }
    init(id: ID, name: String, position: Int)
}

/// The editor of such a list as submitted.
package typealias NamedListEdit<Item: NamedListItem> = OrderedListEdit<Item.ID, NamedItemDetails>

protocol StoredNamedItem: StoredListItem, NamedListItem {}

extension StoredNamedItem {
    init(_ row: Row) { self.init(id: row["id"], name: row["name"], position: row["position"]) }

    var details: NamedItemDetails {
        var details = NamedItemDetails()
        details.name = name
        details.position = position
        return details
    }

    var shown: String { "\(id.value) \(name)" }

    static func name(_ details: NamedItemDetails) -> String { details.name }
    static func position(_ details: NamedItemDetails) -> Int? { details.position }

    static func check(_ details: NamedItemDetails, was old: Self?, _ db: Database) throws {
        try list.check(name: details.name, position: details.position).throwIfAny()
        let conflicts = try list.conflicts(name: details.name, id: old?.id.value, db)
        if !conflicts.isEmpty { throw Refusal.conflict(conflicts) }
    }

    static func write(
        _ details: NamedItemDetails, id: ID?, position: Int, _ db: Database
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO \(list.table) (id, name, position) VALUES (?, ?, ?)
                ON CONFLICT (id) DO UPDATE
                SET name = excluded.name, position = excluded.position
                """,
            arguments: [id, details.name, position])
    }
}
