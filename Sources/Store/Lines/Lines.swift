import CallRules
import GRDB

/// A line with its version.
package struct LineRow: Hashable, Sendable {
    package let line: Line
    /// Grows with each change of name or settings.
    package let version: Int64
    /// Since when it is known.
    package let seenAt: Instant

    package var id: Line.ID { line.id }
}

/// What a save changes of a line.
package struct LineChange: Sendable {
    /// Nil: the name stays; an empty one removes it.
    package var name: String?
    /// By the keys of `LineField`; null: the company's holds.
    package var rules: [String: SettingInput] = [:]

    package init() {}
}

extension Store {
    /// The lines by id.
    package func lines(_ page: Pagination) throws(StoreError) -> Page<LineRow> {
        try read { db in
            let rows = try Row.fetchAll(
                db.cachedStatement(sql: "SELECT * FROM line WHERE id > ? ORDER BY id LIMIT ?"),
                arguments: [page.after?.id ?? 0, page.limit + 1]
            ).map(LineRow.init)
            return Page(rows, limit: page.limit) { Cursor(id: $0.id.value) }
        }
    }

    /// Nil: there is none.
    package func line(_ id: Line.ID) throws(StoreError) -> LineRow? {
        try read { try LineRow.find(id, $0) }
    }

    /// The number of calls on each line since a moment, by what Phonet calls it.
    package func callsByLine(since moment: Instant) throws(StoreError) -> [String: Int] {
        try read { db in
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT number, (SELECT count(*) FROM call INDEXED BY call_line
                            WHERE trunk = line.number AND started_at >= ?) FROM line
                        """),
                arguments: [moment])
            return Dictionary(
                rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { one, _ in one })
        }
    }

    /// Saves a name and what a line has of its own, with a line in the audit. Unchanged values change
    /// nothing.
    package func updateLine(
        _ id: Line.ID, _ change: LineChange, if condition: Precondition = .none, by author: Author,
        at now: Instant
    ) throws(StoreError) -> SaveOutcome<LineRow> {
        try save(.by(author, at: now)) { db in
            guard let old = try LineRow.find(id, db) else { throw Refusal.missing }
            try condition.check(old.version)
            var checks = FieldChecks()
            var name = old.line.name
            if let typed = change.name {
                name = typed.isEmpty ? nil : typed
                checks.line("name", name, 1...60)
                let isTaken =
                    try Bool.fetchOne(
                        db,
                        sql: "SELECT EXISTS (SELECT 1 FROM line WHERE name = ? AND id <> ?)",
                        arguments: [name, id]) ?? false
                if isTaken { checks.refuse("name", ValidationMessage.lineNameTaken) }
            }
            var rules = old.line.own
            for key in change.rules.keys.sorted() {
                guard let input = change.rules[key] else { continue }
                guard let field = LineField.byKey[key] else {
                    checks.refuse(key, ValidationMessage.noSetting)
                    continue
                }
                if let problem = try field.put(input, into: &rules) ?? field.problem(in: rules, db)
                {
                    checks.refuse(key, problem)
                }
            }
            try checks.throwIfAny()
            guard name != old.line.name || rules != old.line.own else { return old }
            try db.execute(
                sql: "UPDATE line SET name = ?, settings = ?, version = version + 1 WHERE id = ?",
                arguments: [name, LineDocument.text(of: rules), id])
            try AuditTable.insert(
                .lineChanged, by: author, to: "line/\(id.value)", at: now, db)
            guard let row = try LineRow.find(id, db) else { throw Refusal.missing }
            return row
        }
    }
}

extension LineField {
    /// What is wrong with a value that has the right type; nil: nothing.
    fileprivate func problem(in rules: OwnRules, _ db: Database) throws -> LocalizedText? {
        switch kind {
        case .truth, .week, .exceptions: return nil
        case .source(let path):
            guard let id = rules[keyPath: path] else { return nil }
            return try LeadSource.find(id, db) == nil ? ValidationMessage.noSource(id) : nil
        case .employees(let path):
            if rules[keyPath: path].count > 500 { return ValidationMessage.tooMany(500) }
            return try rules[keyPath: path].first { try !EmployeeTable.exists($0, db) }
                .map(ValidationMessage.noEmployee)
        }
    }
}

extension LineTable {
    /// The lines whose own settings name an employee, a source or neither, by what they are called.
    static func naming(
        _ isNamed: (OwnRules) -> Bool, _ db: Database
    ) throws -> [Line] {
        try Row.fetchAll(
            db.cachedStatement(sql: "SELECT * FROM line WHERE settings <> '{}' ORDER BY id")
        ).map { LineRow($0).line }.filter { isNamed($0.own) }
    }
}

extension OwnRules {
    func names(_ id: Employee.ID) -> Bool {
        notifyMissedUnknownEmployeeIDs.contains(id) || distributionEmployeeIDs.contains(id)
    }

    func names(_ id: LeadSource.ID) -> Bool {
        missedCallLeadSourceID == id || answeredCallLeadSourceID == id
    }
}

extension LineRow {
    static func find(_ id: Line.ID, _ db: Database) throws -> LineRow? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM line WHERE id = ?"), arguments: [id]
        ).map(LineRow.init)
    }

    fileprivate init(_ row: Row) {
        line = Line(
            id: row["id"], number: row["number"], name: row["name"],
            own: LineDocument.rules(from: row["settings"]))
        version = row["version"]
        seenAt = row["seen_at"]
    }
}
