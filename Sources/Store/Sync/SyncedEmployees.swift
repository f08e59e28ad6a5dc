import CallRules
import GRDB

/// Writes lines of a sync to the employees.
struct SyncedEmployees: SyncedRecords {
    let source: String
    let mayChangeAdministrators: Bool
    let author: Author
    let db: Database

    func unchanged(_ lines: [SyncLine]) throws -> [Int: [String]] {
        var unchanged: [Int: [String]] = [:]
        for (index, line) in lines.enumerated() {
            guard case .fields(let fields) = line.content, let id = line.externalID,
                let known = try EmployeeTable.find(
                    externalID: id, at: Instant(milliseconds: 0), db)
            else { continue }
            let mark = try mark(of: known.id)
            if let last = mark?.lineAt, let at = line.updatedAt, at < last {
                unchanged[index] = [SyncWords.older]
                continue
            }
            var details = known.details
            details.fill(fields)
            if details == known.details, mark == SyncMark(source: source, lineAt: line.updatedAt) {
                unchanged[index] = []
            }
        }
        return unchanged
    }

    func write(
        _ line: SyncLine, _ id: String, by cause: CallAttachment.Cause, at now: Instant
    ) throws -> (SyncEffect, [String]) {
        let known = try EmployeeTable.find(externalID: id, at: now, db)
        switch line.content {
        case .unusable(let problems): throw Refusal.invalid(problems)
        case .gone:
            guard let known, known.details.active else { return (.same, []) }
            try dismiss(known, at: now)
            return (.removed, [])
        case .fields(let fields):
            if let known, let last = try mark(of: known.id)?.lineAt, let at = line.updatedAt,
                at < last
            {
                return (.same, [SyncWords.older])
            }
            var details = known?.details ?? EmployeeDetails()
            details.externalID = id
            details.fill(fields)
            try allow(known?.details, details)
            guard let known else {
                let new = try EmployeeTable.insert(details, at: now, db)
                try write(line.updatedAt, to: new)
                return (.added, [])
            }
            guard details != known.details else {
                try write(line.updatedAt, to: known.id)
                return (.same, [])
            }
            try EmployeeTable.update(known, to: details, at: now, db)
            try write(line.updatedAt, to: known.id)
            return (.changed, [])
        }
    }

    func write(
        throughAlias line: SyncLine, _ id: String, by cause: CallAttachment.Cause, at now: Instant
    ) throws -> (SyncEffect, [String]) { (.same, []) }

    func isNamedItself(_ id: String, in named: SyncNames) throws -> Bool { named.contains(id) }

    func count() throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT count(*) FROM employee_sync
                    CROSS JOIN employee ON employee.id = employee_id
                    WHERE source = ? AND active = 1 AND external_id IS NOT NULL
                    """), arguments: [source]) ?? 0
    }

    func missing(
        from named: SyncNames, after last: Int64, limit: Int
    ) throws -> (ids: [Int64], end: Int64?) {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT employee_id, external_id FROM employee_sync
                    CROSS JOIN employee ON employee.id = employee_id
                    WHERE source = ? AND employee_id > ? AND active = 1
                        AND external_id IS NOT NULL
                    ORDER BY employee_id LIMIT ?
                    """), arguments: [source, last, limit])
        let ids: [Int64] = rows.filter { !named.contains($0["external_id"]) }.map { $0[0] }
        return (ids, rows.count == limit ? rows.last.map { $0[0] } : nil)
    }

    func removeMissing(
        _ id: Int64, by cause: CallAttachment.Cause, at now: Instant
    ) throws -> Bool {
        guard let known = try EmployeeTable.find(Employee.ID(id), at: now, db),
            known.details.active, try mark(of: known.id)?.source == source
        else { return false }
        try dismiss(known, at: now)
        return true
    }

    private func dismiss(_ known: EmployeeRow, at now: Instant) throws {
        var details = known.details
        details.active = false
        try allow(known.details, details)
        try EmployeeTable.update(known, to: details, at: now, db)
    }

    /// Refuses a change of an administrator, or to one, to those who may not.
    private func allow(_ old: EmployeeDetails?, _ new: EmployeeDetails) throws {
        guard !mayChangeAdministrators, old?.role == .admin || new.role == .admin, old != new
        else { return }
        throw Refusal.invalid([FieldProblem("role", ValidationMessage.onlyAdministrators)])
    }

    private func mark(of id: Employee.ID) throws -> SyncMark? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM employee_sync WHERE employee_id = ?"),
            arguments: [id]
        ).map { SyncMark(source: $0["source"], lineAt: $0["line_at"]) }
    }

    private func write(_ lineAt: Instant?, to id: Employee.ID) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO employee_sync (employee_id, source, line_at) VALUES (?, ?, ?)
                ON CONFLICT DO UPDATE SET source = excluded.source, line_at = excluded.line_at
                """
        ).execute(arguments: [id, source, lineAt])
    }
}

extension EmployeeDetails {
    fileprivate mutating func fill(_ fields: SyncFields) {
        if let text = fields.name { name = text }
        if let text = fields.email { email = text.flatMap { $0.isEmpty ? nil : $0 } }
        if let text = fields.extension { self.extension = text.flatMap { $0.isEmpty ? nil : $0 } }
        if let choice = fields.role { role = choice }
        if let truth = fields.active { active = truth }
    }
}
