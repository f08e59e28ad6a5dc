import CallRules
import GRDB

/// Employees, statuses and sources by the names that files use.
///
/// `employee` reads what `label` writes as the same employee, even when two have the same name.
package struct ImportDirectory: Sendable {
    private var people: [String: [Employee.ID]] = [:]
    private var labels: [Employee.ID: String] = [:]
    private let statuses: [LeadStatus]
    private let sources: [LeadSource]

    init(_ db: Database) throws {
        statuses = try ImportDirectory.statuses(db)
        sources = try ImportDirectory.sources(db)
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT id, name, email, extension, active FROM employee ORDER BY id"))
        for row in rows {
            let id = Employee.ID(row["id"])
            // The extension of an inactive employee may belong to another employee now.
            let number: String? = row["active"] ? row["extension"] : nil
            let names: [String?] = [row["name"], row["email"], number, "#\(id.value)"]
            for name in Set(names.compactMap { $0 }.map(ImportDirectory.folded)) {
                people[name, default: []].append(id)
            }
        }
        for row in rows {
            let id = Employee.ID(row["id"])
            let names: [String?] = [row["name"], row["email"]]
            labels[id] = names.compactMap { $0 }.first { employee($0) == id && !$0.isList }
        }
    }

    /// Finds an employee by name, e-mail address, extension, or `#` and our id; nil: none matches,
    /// or several.
    func employee(_ text: String) -> Employee.ID? {
        let found = people[ImportDirectory.folded(text)] ?? []
        return found.count == 1 ? found.first : nil
    }

    /// The text that names the employee in a file.
    package func label(_ id: Employee.ID) -> String { labels[id] ?? "#\(id.value)" }

    func status(_ text: String) -> LeadStatus.ID? {
        ImportDirectory.only(text, among: statuses.map { ($0.name, $0.id) })
    }

    /// The name of a status; nil when there is none.
    package func label(_ id: LeadStatus.ID) -> String? { statuses.first { $0.id == id }?.name }

    func source(_ text: String) -> LeadSource.ID? {
        ImportDirectory.only(text, among: sources.map { ($0.name, $0.id) })
    }

    /// The name of a source; nil when there is none.
    package func label(_ id: LeadSource.ID) -> String? { sources.first { $0.id == id }?.name }

    static func statuses(_ db: Database) throws -> [LeadStatus] {
        try Row.fetchAll(db.cachedStatement(sql: "SELECT * FROM lead_status ORDER BY id"))
            .map { try LeadStatus($0) }
    }

    static func sources(_ db: Database) throws -> [LeadSource] {
        try Row.fetchAll(db.cachedStatement(sql: "SELECT * FROM lead_source ORDER BY id"))
            .map { LeadSource($0) }
    }

    /// The row with exactly this name, else the only one with this name, case ignored.
    static func only<ID>(_ text: String, among named: [(name: String, id: ID)]) -> ID? {
        if let exact = named.first(where: { $0.name == text }) { return exact.id }
        let alike = named.filter { folded($0.name) == folded(text) }
        return alike.count == 1 ? alike.first?.id : nil
    }

    private static func folded(_ text: String) -> String {
        text.lowercased().replacing("’", with: "'")
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

extension String {
    /// Whether a cell with this text would be split into several entries.
    fileprivate var isList: Bool { contains(where: ImportCell.isListSeparator) }
}
