import CallRules
import GRDB

/// A table of ordered names that leads, calls and settings refer to: lead sources, lead statuses or
/// categories of calls.
struct OrderedListTable {
    /// With the columns `id`, `name` and `position`.
    let table: String
    /// What refers to a row.
    let user: User
    let noun: Kind
    /// The field of the editor that holds a name; the row's id follows it.
    let nameField: String
    /// The audit action of every change.
    let action: AuditAction
    /// The audit subject of the whole list, `lead-statuses`.
    let listSubject: String
    /// The audit subject of a row without its id: `lead-status` of `lead-status/3`.
    let rowSubject: String

    /// The column that refers to a row.
    enum User {
        case leads(String)
        case calls(String)

        var table: String {
            switch self {
            case .leads: "lead"
            case .calls: "call"
            }
        }

        var column: String {
            switch self {
            case .leads(let column), .calls(let column): column
            }
        }

        /// The place that a validation message names.
        var field: String {
            switch self {
            case .leads: "leads"
            case .calls: "calls"
            }
        }
    }

    /// The noun for a row in validation messages.
    enum Kind {
        case status, source, category

        var taken: LocalizedText {
            switch self {
            case .status:
                LocalizedText(
                    uk: "інший статус уже має таку назву", en: "another status has this name")
            case .source:
                LocalizedText(
                    uk: "інше джерело вже має таку назву", en: "another source has this name")
            case .category:
                LocalizedText(
                    uk: "інша категорія вже має таку назву", en: "another category has this name")
            }
        }

        var named: LocalizedText {
            switch self {
            case .status: LocalizedText(uk: "тут указано цей статус", en: "names this status")
            case .source: LocalizedText(uk: "тут указано це джерело", en: "names this source")
            case .category:
                LocalizedText(uk: "тут указано цю категорію", en: "names this category")
            }
        }

        /// Says that something has a row.
        var used: LocalizedText {
            switch self {
            case .status: LocalizedText(uk: "є лід у цьому статусі", en: "a lead has this status")
            case .source: LocalizedText(uk: "є лід із цим джерелом", en: "a lead has this source")
            case .category:
                LocalizedText(uk: "є дзвінок із цією категорією", en: "a call has this category")
            }
        }
    }

    func subject(_ id: Int64) -> String { "\(rowSubject)/\(id)" }

    func audit(_ id: Int64, by author: Author, at now: Instant, _ db: Database) throws {
        try AuditTable.insert(action, by: author, to: subject(id), at: now, db)
    }

    func find(_ id: Int64, _ db: Database) throws -> Row? {
        try Row.fetchOne(db, sql: "SELECT * FROM \(table) WHERE id = ?", arguments: [id])
    }

    /// The version of a row, which grows with each change; nil: there is no such row.
    func version(of id: Int64, _ db: Database) throws -> Int64? {
        try Int64.fetchOne(db, sql: "SELECT version FROM \(table) WHERE id = ?", arguments: [id])
    }

    func find(name: String, _ db: Database) throws -> Int64? {
        try Int64.fetchOne(db, sql: "SELECT id FROM \(table) WHERE name = ?", arguments: [name])
    }

    /// The rows by position.
    func page<Item>(
        _ request: Pagination, _ db: Database, _ item: (Row) throws -> Item
    ) throws -> Page<Item> {
        var conditions: [SQL] = []
        if let after = request.after {
            conditions.append("(position, id) > (\(after.rank ?? 0), \(after.id))")
        }
        let rows = try SQLRequest<Row>(
            literal: """
                SELECT * FROM \(sql: table) WHERE \(conditions.allHold)
                ORDER BY position, id LIMIT \(request.limit + 1)
                """
        ).fetchAll(db)
        let page = rows.prefix(request.limit)
        let next = rows.count > page.count ? page.last : nil
        return Page(
            items: try page.map(item), next: next.map { Cursor(rank: $0["position"], id: $0["id"]) }
        )
    }

    /// The position after the last row.
    func lastPosition(_ db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT coalesce(max(position), -1) + 1 FROM \(table)") ?? 0
    }

    /// The checks common to both kinds of rows.
    func check(name: String, position: Int?) -> FieldChecks {
        var checks = FieldChecks()
        checks.line("name", name, 1...100)
        if let position, !(0...10_000).contains(position) {
            checks.refuse("position", ValidationMessage.outside(0...10_000))
        }
        return checks
    }

    /// A problem when another row has the name.
    func conflicts(name: String, id: Int64?, _ db: Database) throws -> [FieldProblem] {
        let other = try Int64.fetchOne(
            db, sql: "SELECT id FROM \(table) WHERE name = ? AND id <> ?",
            arguments: [name, id ?? 0])
        return other.map { [FieldProblem("name", noun.taken, holder: $0)] } ?? []
    }

    /// The uses of a row: the settings with these keys, and leads or calls.
    func uses(of id: Int64, settings keys: [String], _ db: Database) throws -> [FieldProblem] {
        let settings = keys.map { FieldProblem("settings.\($0)", noun.named) }
        let isUsed = try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM \(user.table) WHERE \(user.column) = ?)",
            arguments: [id])
        return isUsed == true
            ? settings + [FieldProblem(user.field, noun.used)] : settings
    }
}
