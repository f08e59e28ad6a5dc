import CallRules
import Foundation
import GRDB

/// Import jobs and the validation messages of their files (table `import_mistake`).
enum ImportTable {
    /// Most rows of a report that one transaction deletes.
    private static let maxForgotten = 1000

    static func insert(
        _ file: ImportedFile, _ state: ImportJob.State, by author: Author, at now: Instant,
        _ db: Database
    ) throws -> ImportJob.ID {
        try db.execute(
            sql: """
                INSERT INTO import_job (kind, file_name, author, employee_id, source_ip, state,
                    columns, rows, survey, separator, rows_above, begun_at, touched_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                file.kind.rawValue, file.name, author.name, author.employee,
                author.origin.sourceIP, state.rawValue, try text(file.columns), file.rows,
                try survey(file), file.separator.map { String($0) }, file.rowsAbove, now, now,
            ])
        return ImportJob.ID(db.lastInsertedRowID)
    }

    static func find(_ id: ImportJob.ID, _ db: Database) throws -> ImportJob? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM import_job WHERE id = ?"), arguments: [id]
        )
        .map { try ImportJob($0) }
    }

    static func list(_ condition: SQL, limit: Int, _ db: Database) throws -> [ImportJob] {
        try SQLRequest<Row>(
            literal: """
                SELECT * FROM import_job WHERE \(condition) ORDER BY id DESC LIMIT \(limit)
                """, cached: true
        ).fetchAll(db).map { try ImportJob($0) }
    }

    static func isBusy(at now: Instant, _ db: Database) throws -> Bool {
        try list("state = 'checking' OR state = 'running'", limit: 20, db)
            .contains { $0.isBusy(at: now) }
    }

    /// Sets the state and resets the counts of the step before.
    static func begin(
        _ id: ImportJob.ID, _ state: ImportJob.State, at now: Instant, _ db: Database
    ) throws {
        try db.execute(
            sql: """
                UPDATE import_job SET state = ?, touched_at = ?, rows_added = 0, rows_changed = 0,
                    rows_same = 0, rows_refused = 0 WHERE id = ?
                """,
            arguments: [state.rawValue, now, id])
    }

    static func end(
        _ id: ImportJob.ID, _ state: ImportJob.State, at now: Instant, _ db: Database
    ) throws {
        try db.execute(
            sql: "UPDATE import_job SET state = ?, touched_at = ? WHERE id = ?",
            arguments: [state.rawValue, now, id])
    }

    static func name(_ columns: [ImportField?], of id: ImportJob.ID, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE import_job SET columns = ? WHERE id = ?",
            arguments: [try text(columns), id])
    }

    /// Stores the file as it is read now, and waits for its columns again.
    static func read(
        _ file: ImportedFile, of id: ImportJob.ID, at now: Instant, _ db: Database
    ) throws {
        try begin(id, .uploaded, at: now, db)
        try db.execute(
            sql: """
                UPDATE import_job SET columns = ?, rows = ?, survey = ?, separator = ?,
                    rows_above = ? WHERE id = ?
                """,
            arguments: [
                try text(file.columns), file.rows, try survey(file),
                file.separator.map { String($0) }, file.rowsAbove, id,
            ])
    }

    static func count(
        _ tally: ImportTally, in id: ImportJob.ID, at now: Instant, _ db: Database
    ) throws {
        try db.execute(
            sql: """
                UPDATE import_job SET rows_added = rows_added + ?,
                    rows_changed = rows_changed + ?, rows_same = rows_same + ?,
                    rows_refused = rows_refused + ?, touched_at = ? WHERE id = ?
                """,
            arguments: [
                tally.added, tally.changed, tally.same, tally.refused, now, id,
            ])
        var (line, position) = (0, 0)
        for validationMessage in tally.validationMessages {
            position = validationMessage.line == line ? position + 1 : 0
            line = validationMessage.line
            try db.execute(
                sql: """
                    INSERT INTO import_mistake (job_id, line, position, field, reason_uk, reason_en)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    id, line, position, validationMessage.problem.field,
                    validationMessage.problem.message.uk,
                    validationMessage.problem.message.en,
                ])
        }
    }

    /// All validation messages of the next lines that have messages.
    static func validationMessages(
        of id: ImportJob.ID, after line: Int, lines: Int, _ db: Database
    ) throws -> [ImportRowError] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT * FROM import_mistake WHERE job_id = ?1 AND line > ?2 AND line <= (
                        SELECT max(line) FROM (SELECT DISTINCT line FROM import_mistake
                            WHERE job_id = ?1 AND line > ?2 ORDER BY line LIMIT ?3))
                    ORDER BY line, position
                    """),
            arguments: [id, line, lines]
        ).map { row in
            let message = LocalizedText(uk: row["reason_uk"], en: row["reason_en"])
            return ImportRowError(
                line: row["line"], problem: FieldProblem(row["field"], message))
        }
    }

    /// Deletes part of the report; false: nothing was left.
    static func deleteRowErrors(of id: ImportJob.ID, _ db: Database) throws -> Bool {
        try db.execute(
            sql: """
                DELETE FROM import_mistake WHERE job_id = ?1 AND line <= (
                    SELECT max(line) FROM (SELECT line FROM import_mistake WHERE job_id = ?1
                        ORDER BY line LIMIT ?2))
                """,
            arguments: [id, maxForgotten])
        return db.changesCount > 0
    }

    private static func survey(_ file: ImportedFile) throws -> String {
        String(decoding: try JSONEncoder().encode(file.survey), as: UTF8.self)
    }

    private static func text(_ columns: [ImportField?]) throws -> String {
        String(decoding: try JSONEncoder().encode(columns.map { $0?.rawValue }), as: UTF8.self)
    }
}

extension ImportJob {
    fileprivate init(_ row: Row) throws {
        let columns = try JSONDecoder().decode(
            [String?].self, from: Data((row["columns"] as String).utf8))
        id = ID(row["id"])
        kind = try row.code("kind")
        fileName = row["file_name"]
        author = row["author"]
        employee = row["employee_id"]
        state = try row.code("state")
        self.columns = try columns.map { name in
            try name.map { name in
                guard let field = ImportField(rawValue: name) else {
                    throw UnknownCode(
                        column: "import_job.columns", value: name, type: "ImportField")
                }
                return field
            }
        }
        survey =
            try (row["survey"] as String?).map { text in
                try JSONDecoder().decode([ImportColumn].self, from: Data(text.utf8))
            } ?? []
        separator = (row["separator"] as String?)?.unicodeScalars.first
        rowsAbove = row["rows_above"]
        rows = row["rows"]
        var tally = ImportTally()
        tally.added = row["rows_added"]
        tally.changed = row["rows_changed"]
        tally.same = row["rows_same"]
        tally.refused = row["rows_refused"]
        self.tally = tally
        begunAt = row["begun_at"]
        touchedAt = row["touched_at"]
    }
}
