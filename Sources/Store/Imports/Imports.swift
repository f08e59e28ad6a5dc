import CallRules
import GRDB

// The course of an import. What changes a state only does so if the state is the expected one, so that two
// people who press buttons at once get one of them.

extension Store {
    /// Keeps an upload as a job whose columns wait to be named. Its file is put beside the database next.
    package func beginImport(
        _ file: ImportedFile, by author: Author, at now: Instant
    ) throws(StoreError) -> ImportJob.ID {
        try write { try ImportTable.insert(file, .uploaded, by: author, at: now, $0.db) }
    }

    /// Begins an import whose rows come from elsewhere than a file of ours: a command's.
    ///
    /// - Parameter state: `checking` or `running`.
    /// - Returns: invalid at `columns` when they make no import; conflict at `state` when another import
    ///   is being worked at.
    package func beginImport(
        _ file: ImportedFile, straightInto state: ImportJob.State, by author: Author,
        at now: Instant
    ) throws(StoreError) -> SaveOutcome<ImportJob.ID> {
        try save { db in
            if let validationMessage = file.kind.validationMessage(in: file.columns) {
                throw Refusal.invalid([FieldProblem("columns", validationMessage)])
            }
            try Store.refuseIfBusy(at: now, db)
            let id = try ImportTable.insert(file, state, by: author, at: now, db)
            if state == .running { try Store.audit(id, by: author, at: now, db) }
            return id
        }
    }

    /// Names the columns and asks for a rehearsal.
    ///
    /// - Returns: missing when the job is over or under way; invalid at `columns` when they make no
    ///   import; conflict at `state` when another import is being worked at.
    package func checkImport(
        _ id: ImportJob.ID, columns: [ImportField?], at now: Instant
    ) throws(StoreError) -> SaveOutcome<ImportJob.ID> {
        try save { db in
            guard let job = try ImportTable.find(id, db), job.state.isOpen, !job.state.isBusy,
                columns.count == job.columns.count
            else { throw Refusal.missing }
            if let validationMessage = job.kind.validationMessage(in: columns) {
                throw Refusal.invalid([FieldProblem("columns", validationMessage)])
            }
            try Store.refuseIfBusy(at: now, db)
            try ImportTable.name(columns, of: id, db)
            try ImportTable.begin(id, .checking, at: now, db)
            return id
        }
    }

    /// Asks for the rows to be written, as they were rehearsed.
    ///
    /// - Returns: missing when there was no rehearsal; conflict at `state` when another import is being
    ///   worked at.
    package func runImport(
        _ id: ImportJob.ID, by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<ImportJob.ID> {
        try save { db in
            guard let job = try ImportTable.find(id, db), job.state == .checked else {
                throw Refusal.missing
            }
            try Store.refuseIfBusy(at: now, db)
            try ImportTable.begin(id, .running, at: now, db)
            try Store.audit(id, by: author, at: now, db)
            return id
        }
    }

    /// Stops an import; what was written stays.
    ///
    /// - Returns: false when it was over already.
    package func cancelImport(_ id: ImportJob.ID, at now: Instant) throws(StoreError) -> Bool {
        let isCancelled = try write { transaction in
            guard let job = try ImportTable.find(id, transaction.db), job.state.isOpen else {
                return false
            }
            try ImportTable.end(id, .cancelled, at: now, transaction.db)
            return true
        }
        importFile(id).remove()
        return isCancelled
    }

    /// Writes rows and what came of them, in one transaction.
    ///
    /// - Parameters:
    ///   - limit: how long it may hold up webhooks; rows there was no time for are left.
    ///   - uptime: a clock that is never set.
    /// - Returns: what came of the first rows, as many as it counts; nil when the import runs no longer.
    package func writeImport(
        _ rows: [ImportRow], in id: ImportJob.ID, at now: Instant, within limit: Duration,
        uptime: @escaping @Sendable () -> Duration
    ) throws(StoreError) -> ImportTally? {
        try write { transaction in
            let db = transaction.db
            guard let job = try ImportTable.find(id, db), job.state == .running else {
                return nil
            }
            let end = uptime() + limit
            let tally = try ImportTally.writing(rows, job.kind, at: now, db) { uptime() >= end }
            try ImportTable.count(tally, in: id, at: now, db)
            // Else whoever searches next would wait for all of them.
            _ = try job.kind.names.fold(db)
            return tally
        }
    }

    /// Keeps what a rehearsal found out about some rows.
    ///
    /// - Returns: false when the import is no longer being checked.
    package func noteRehearsal(
        _ tally: ImportTally, in id: ImportJob.ID, at now: Instant
    ) throws(StoreError) -> Bool {
        try write { transaction in
            let job = try ImportTable.find(id, transaction.db)
            guard job?.state == .checking else { return false }
            try ImportTable.count(tally, in: id, at: now, transaction.db)
            return true
        }
    }

    /// Begins a rehearsal anew that was cut off: what it had found out went with its copy of the tables.
    package func restartRehearsal(
        of id: ImportJob.ID, at now: Instant
    ) throws(StoreError) {
        try write { transaction in
            guard try ImportTable.find(id, transaction.db)?.state == .checking else { return }
            try ImportTable.begin(id, .checking, at: now, transaction.db)
        }
    }

    /// Ends what an import was at: a rehearsal is `checked`, a run `done`, either may have `failed`. One
    /// that was cancelled meanwhile stays so.
    package func endImport(_ id: ImportJob.ID, hasFailed: Bool, at now: Instant) throws(StoreError)
    {
        let state: ImportJob.State? = try write { transaction in
            guard let job = try ImportTable.find(id, transaction.db) else { return .cancelled }
            guard job.state.isBusy else { return job.state }
            let next: ImportJob.State =
                hasFailed ? .failed : job.state == .running ? .done : .checked
            try ImportTable.end(id, next, at: now, transaction.db)
            return next
        }
        if state?.isOpen == false { importFile(id).remove() }
    }

    /// Imports, the latest first.
    package func imports(limit: Int) throws(StoreError) -> [ImportJob] {
        try read { try ImportTable.list("TRUE", limit: limit, $0) }
    }

    package func importJob(_ id: ImportJob.ID) throws(StoreError) -> ImportJob? {
        try read { try ImportTable.find(id, $0) }
    }

    /// Imports that are being worked at, or were when their program ended; the earliest first.
    package func busyImports() throws(StoreError) -> [ImportJob] {
        try read {
            try ImportTable.list("state = 'checking' OR state = 'running'", limit: 20, $0)
                .reversed()
        }
    }

    /// What was wrong with a file, by line: everything about so many lines.
    ///
    /// - Parameter line: only what stands below it.
    package func importRowErrors(
        of id: ImportJob.ID, after line: Int = 0, lines: Int
    ) throws(StoreError) -> [ImportRowError] {
        try read { try ImportTable.validationMessages(of: id, after: line, lines: lines, $0) }
    }

    /// Forgets what was wrong with a file, in small transactions.
    package func deleteImportRowErrors(of id: ImportJob.ID) throws(StoreError) {
        while try write({ try ImportTable.deleteRowErrors(of: id, $0.db) }) {}
    }

    /// Gives up imports nobody came back to, and forgets the reports of those before.
    package func trimImports(at now: Instant) throws(StoreError) {
        let limit = now.earlier(bySeconds: ImportJob.patienceSeconds).milliseconds
        let old = try read { db in
            try ImportTable.list(
                """
                touched_at < \(limit) AND (state = 'uploaded' OR state = 'checked'
                    OR EXISTS (SELECT 1 FROM import_mistake WHERE job_id = import_job.id))
                """, limit: 20, db)
        }
        for job in old {
            _ = try cancelImport(job.id, at: now)
            try deleteImportRowErrors(of: job.id)
        }
    }

    private static func refuseIfBusy(at now: Instant, _ db: Database) throws {
        guard try ImportTable.isBusy(at: now, db) else { return }
        throw Refusal.conflict([FieldProblem("state", ValidationMessage.otherImport)])
    }

    private static func audit(
        _ id: ImportJob.ID, by author: Author, at now: Instant, _ db: Database
    ) throws {
        try AuditTable.insert(.imported, by: author, to: "import/\(id.value)", at: now, db)
    }
}

extension ImportKind {
    var names: FoldedNames {
        switch self {
        case .clients: .client
        case .leads: .lead
        }
    }

    /// Why columns make no import; nil: they do.
    func validationMessage(in columns: [ImportField?]) -> LocalizedText? {
        var seen: Set<ImportField> = []
        for field in columns.compactMap({ $0 }) where field != .phones {
            guard fields.contains(field), seen.insert(field).inserted else {
                return ValidationMessage.columnTwice
            }
        }
        let telling: [ImportField] = [.name, .company, .phones]
        guard telling.contains(where: { columns.contains($0) && fields.contains($0) }) else {
            return ValidationMessage.noTellingColumn
        }
        return nil
    }
}
