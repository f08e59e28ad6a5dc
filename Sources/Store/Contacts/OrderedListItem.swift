import CallRules
import GRDB

/// A row of a short list that people arrange: a lead status, a lead source or a category of calls.
package protocol OrderedListItem: Hashable, Sendable {
    associatedtype ID: RowID
    /// The editable fields of a row.
    associatedtype Details: Sendable

    var id: ID { get }
    var name: String { get }
}

/// How the rows of one list are stored and checked, apart from the checks of names.
protocol StoredListItem: OrderedListItem where ID: DatabaseValueConvertible {
    static var list: OrderedListTable { get }

    init(_ row: Row) throws(UnknownCode)
    var position: Int { get }
    /// The stored details.
    var details: Details { get }
    /// The text the editor shows of a row; the editor's version is a hash of it.
    var shown: String { get }

    static func name(_ details: Details) -> String
    /// The requested position; nil: the last for a new row, unchanged for another.
    static func position(_ details: Details) -> Int?
    /// Throws `Refusal` for details that the list does not allow.
    ///
    /// - Parameter old: nil: a new row.
    static func check(_ details: Details, was old: Self?, _ db: Database) throws
    /// - Parameter id: nil: a new row.
    static func write(_ details: Details, id: ID?, position: Int, _ db: Database) throws
    /// The details of every row after an edit of the whole list.
    static func wanted(_ edit: OrderedListEdit<ID, Details>, _ rows: [Self]) -> [ID: Details]
    /// The validation messages of a whole edited list, except those of names, at the editor's fields.
    static func problems(
        _ wanted: [ID: Details], was rows: [Self], _ db: Database
    ) throws -> [FieldProblem]
    /// Clears values that are unique in the list, so that rows can exchange them.
    static func releaseUnique(_ db: Database) throws
    /// The keys of the settings that name a row.
    static func settings(naming id: ID, _ db: Database) throws -> [String]
    /// Reasons why a row cannot be deleted, except leads and settings that use it.
    static func deletionProblems(_ id: ID, _ db: Database) throws -> [FieldProblem]
}

extension StoredListItem {
    static func find(_ id: ID, _ db: Database) throws -> Self? {
        try list.find(id.value, db).map { try Self($0) }
    }

    static func saved(_ id: ID, _ db: Database) throws -> Self {
        guard let item = try find(id, db) else { throw Refusal.missing }
        return item
    }

    static func wanted(_ edit: OrderedListEdit<ID, Details>, _ rows: [Self]) -> [ID: Details] {
        Dictionary(
            rows.map { ($0.id, edit.rows[$0.id] ?? $0.details) },
            uniquingKeysWith: { one, _ in one })
    }

    static func problems(
        _ wanted: [ID: Details], was rows: [Self], _ db: Database
    ) throws -> [FieldProblem] { [] }

    static func releaseUnique(_ db: Database) throws {}

    static func deletionProblems(_ id: ID, _ db: Database) throws -> [FieldProblem] { [] }
}

extension Store {
    func find<Item: StoredListItem>(_ id: Item.ID) throws(StoreError) -> Item? {
        try read { try Item.find(id, $0) }
    }

    /// Its version, which grows with each change; nil: there is no such row.
    func version<Item: StoredListItem>(
        of type: Item.Type, _ id: Item.ID
    ) throws(StoreError) -> Int64? {
        try read { try Item.list.version(of: id.value, $0) }
    }

    /// Rows by position.
    func list<Item: StoredListItem>(_ page: Pagination) throws(StoreError) -> Page<Item> {
        try read { try Item.list.page(page, $0) { try Item($0) } }
    }

    func create<Item: StoredListItem>(
        _ type: Item.Type, _ details: Item.Details, by author: Author, at now: Instant,
        keeping: AnswerKeeping<Item>?
    ) throws(StoreError) -> SaveOutcome<Item> {
        try save(.by(author, at: now)) { db in
            try Item.check(details, was: nil, db)
            try Item.write(
                details, id: nil,
                position: Item.position(details) ?? Item.list.lastPosition(db), db)
            let item = try Item.saved(Item.ID(db.lastInsertedRowID), db)
            try Item.list.audit(item.id.value, by: author, at: now, db)
            try keeping?.keep(item, at: now, db)
            return item
        }
    }

    func update<Item: StoredListItem>(
        _ type: Item.Type, _ id: Item.ID, if condition: Precondition, by author: Author,
        at now: Instant, _ change: @escaping (inout Item.Details) -> Void
    ) throws(StoreError) -> SaveOutcome<Item> {
        try save(.by(author, at: now)) { db in
            let old = try Item.saved(id, db)
            try condition.check(try Item.list.version(of: id.value, db))
            var details = old.details
            change(&details)
            try Item.check(details, was: old, db)
            try Item.write(
                details, id: id, position: Item.position(details) ?? old.position, db)
            let new = try Item.saved(id, db)
            if new != old { try Item.list.audit(id.value, by: author, at: now, db) }
            return new
        }
    }

    /// Refused while leads, calls or settings use it.
    func delete<Item: StoredListItem>(
        _ type: Item.Type, _ id: Item.ID, if condition: Precondition, by author: Author,
        at now: Instant
    ) throws(StoreError) -> DeleteOutcome {
        let entry = DeletionEntry(
            action: Item.list.action, subject: Item.list.subject(id.value), author: author,
            at: now)
        return try delete(from: Item.list.table, id: id.value, if: condition, entry: entry) {
            db in
            try Item.list.uses(of: id.value, settings: Item.settings(naming: id, db), db)
                + Item.deletionProblems(id, db)
        }
    }
}
